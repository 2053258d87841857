import { createHash } from 'node:crypto';
import { parseId } from '@marketplace/kernel/ids';
import type { Money } from '@marketplace/kernel/money';
import { describePolicy } from '../domain/cancellation-policy.ts';
import { termsOf } from '../domain/decide.ts';
import type { Actor, Order } from '../domain/order.ts';
import { transitionFor } from '../domain/process.ts';
import { type Asker, roleIn } from '../domain/visibility.ts';
import type { Application } from './ports.ts';

export interface CancellationQuote {
  readonly id: string;
  readonly refund: Money;
  readonly fee: Money;
  readonly policy: string;
  readonly expiresAt: Date;
}

/** What cancelling now would mean for the caller; undefined when the caller can't. */
export async function cancellationQuote(
  app: Application,
  asker: Asker,
  orderId: string,
): Promise<CancellationQuote | undefined> {
  const id = parseId('ord', orderId);
  const [order] = id ? await app.reads.orders([id]) : [];
  const role = order && roleIn(order, asker);
  const now = app.clock.now();
  if (!order || !role || !transitionFor(order, 'CANCEL', role, now, app.settings)) return undefined;
  const { refund, fee, validUntil: expiresAt } = termsOf(order, role, now);
  const policy = describePolicy(order.policy);
  return { id: cancellationQuoteId(order, role, now), refund, fee, policy, expiresAt };
}

/** Names the terms themselves, so that a quote needs no keeping: it is stale once the terms make another id. */
export function cancellationQuoteId(order: Order, role: Actor, now: Date): string {
  const { refund, fee } = termsOf(order, role, now);
  const terms = [order.id, role, refund.currency, refund.amount, fee.amount].join(' ');
  return `cqt_${createHash('sha256').update(terms).digest('hex').slice(0, 26)}`;
}
