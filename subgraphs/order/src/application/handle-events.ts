/** What other contexts' events mean for orders. Each handler runs in the transaction of its inbox row. */

import type { OrderId } from '@marketplace/kernel/ids';
import { newId } from '@marketplace/kernel/ids';
import type { Handlers } from '@marketplace/messaging/consumer';
import { type Command, decide } from '../domain/decide.ts';
import { transitionFor } from '../domain/process.ts';
import type { Application, OrderTransaction } from './ports.ts';
import { recordStep } from './record-step.ts';

/** Whole families: an event without a handler is only counted. */
export const CONSUMED = ['payment.*', 'provider.*', 'offering.*'] as const;

export function eventHandlers(app: Pick<Application, 'clock' | 'settings'>): Handlers<OrderTransaction> {
  /** Does the first of `commands` that is possible; what comes too late for all of them changes nothing. */
  async function advance(tx: OrderTransaction, orderId: OrderId, ...commands: readonly Command[]): Promise<void> {
    const order = await tx.lockOrder(orderId);
    if (!order) return;
    const now = app.clock.now();
    const command = commands.find(({ action }) => transitionFor(order, action, 'SYSTEM', now, app.settings));
    if (command) await recordStep(tx, order, decide(order, command, 'SYSTEM', now, app.settings), app.settings);
  }

  return {
    'payment.authorized': (tx, { data }) => advance(tx, data.payment.orderId, { action: 'OFFER' }),

    'payment.declined': (tx, { data: { payment } }) =>
      advance(tx, payment.orderId, { action: 'EXPIRE', reason: 'PAYMENT_DECLINED', detail: payment.declineReason }),

    // Work that has begun can't be called off for it: an operator decides.
    'payment.charge_failed': (tx, { data: { payment } }) =>
      advance(
        tx,
        payment.orderId,
        { action: 'CANCEL', reason: CHARGE_FAILED },
        { action: 'DISPUTE', disputeId: newId('dsp'), reason: CHARGE_FAILED },
      ),

    'provider.updated': (tx, { data: { providerId, location, serviceRadiusMeters }, sequence }) =>
      tx.saveServiceArea(providerId, {
        state: { point: location?.point ?? null, radiusMeters: serviceRadiusMeters },
        sequence,
      }),

    'offering.saved': (tx, { data, sequence }) => {
      const { offeringId: id, providerId, title, price, priceUnit, durationMinutes, active } = data;
      return tx.saveOffering({ state: { id, providerId, title, price, priceUnit, durationMinutes, active }, sequence });
    },
  };
}

const CHARGE_FAILED = 'The customer’s card could not be charged.';
