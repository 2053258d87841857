import { later } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import { currencyCode, money } from '@marketplace/kernel/money';
import type { Order } from '../../src/domain/order.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';

export const PLACED = new Date('2026-03-02T07:00:00.000Z');
export const START = new Date('2026-03-10T09:00:00.000Z');
export const END = later(START, 2 * 3_600_000);

/** Placed eight days before its start. */
export function placedOrder(changes: Partial<Order> = {}): Order {
  return {
    id: newId('ord'),
    customerId: newId('cus'),
    providerId: newId('prv'),
    offeringId: newId('off'),
    title: 'Deep clean',
    status: 'PENDING',
    version: 1,
    events: 1,
    quoteId: null,
    proposedPrice: null,
    price: money(8400, currencyCode('EUR')),
    scheduledFor: { start: START, end: END },
    timeZone: 'Europe/Berlin',
    address: 'Unter den Linden 1',
    location: { latitude: 52.52, longitude: 13.405 },
    note: null,
    startPin: '123456',
    wrongPins: 0,
    pinLockedUntil: null,
    policy: DEFAULT_SETTINGS.cancellation,
    steps: {},
    dispute: null,
    createdAt: PLACED,
    updatedAt: PLACED,
    ...changes,
  };
}
