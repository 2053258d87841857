import { money } from '@marketplace/kernel/money';
import { ACTIONS, type Dispute, type Order, type OrderEvent } from '../domain/order.ts';
import type { orderEvents, orderRows, StoredDispute, StoredSteps } from './tables.ts';

type Row = typeof orderRows.$inferSelect;

export function orderOf(row: Row): Order {
  const { effect: _, amount, currency, startsAt, endsAt, latitude, longitude, steps, ...rest } = row;
  const { dispute, proposedPrice, ...same } = rest;
  return {
    ...same,
    price: money(amount, currency),
    proposedPrice: proposedPrice && {
      price: money(proposedPrice.amount, currency),
      reason: proposedPrice.reason,
      expiresAt: new Date(proposedPrice.expiresAt),
      approved: proposedPrice.approved,
    },
    scheduledFor: { start: startsAt, end: endsAt },
    location: { latitude, longitude },
    steps: stepsOf(steps),
    dispute: dispute && disputeOf(dispute),
  };
}

export function orderRow(order: Order): Omit<Row, 'effect'> {
  const { price, proposedPrice, scheduledFor, location, steps, dispute, ...same } = order;
  return {
    ...same,
    amount: price.amount,
    currency: price.currency,
    proposedPrice: proposedPrice && {
      amount: proposedPrice.price.amount, // in the order's currency
      reason: proposedPrice.reason,
      expiresAt: proposedPrice.expiresAt.toISOString(),
      approved: proposedPrice.approved,
    },
    startsAt: scheduledFor.start,
    endsAt: scheduledFor.end,
    latitude: location.latitude,
    longitude: location.longitude,
    steps: storedSteps(steps),
    dispute: dispute && storedDispute(dispute),
  };
}

export const eventRow = (event: OrderEvent): typeof orderEvents.$inferInsert => ({ ...event });

function stepsOf(stored: StoredSteps): Order['steps'] {
  const steps = ACTIONS.flatMap((action) => {
    const step = stored[action];
    return step ? [[action, { by: step.by, at: new Date(step.at) }] as const] : [];
  });
  return Object.fromEntries(steps);
}

export function storedSteps(steps: Order['steps']): StoredSteps {
  const stored = ACTIONS.flatMap((action) => {
    const step = steps[action];
    return step ? [[action, { by: step.by, at: step.at.toISOString() }] as const] : [];
  });
  return Object.fromEntries(stored);
}

function disputeOf({ openedAt, resolvedAt, refund, statements = [], ...same }: StoredDispute): Dispute {
  return {
    ...same,
    statements: statements.map(({ by, text, at }) => ({ by, text, at: new Date(at) })),
    openedAt: new Date(openedAt),
    resolvedAt: resolvedAt === null ? null : new Date(resolvedAt),
    refund: refund && money(refund.amount, refund.currency),
  };
}

function storedDispute({ openedAt, resolvedAt, statements, ...same }: Dispute): StoredDispute {
  const said = statements.map(({ by, text, at }) => ({ by, text, at: at.toISOString() }));
  return { ...same, statements: said, openedAt: openedAt.toISOString(), resolvedAt: resolvedAt?.toISOString() ?? null };
}
