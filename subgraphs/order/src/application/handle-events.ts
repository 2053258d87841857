/** What other contexts' events mean for orders. Each handler runs in the transaction of its inbox row. */
import { newId, type OrderId } from '@marketplace/kernel/ids';
import { equals, type Money } from '@marketplace/kernel/money';
import type { Handlers } from '@marketplace/messaging/consumer';
import { type Command, decide } from '../domain/decide.ts';
import { transitionFor } from '../domain/process.ts';
import { FORGET_ACCOUNT } from './forget-account.ts';
import { reopenJobOf } from './job-steps.ts';
import type { Application, OrderTransaction } from './ports.ts';
import { recordStep } from './record-step.ts';

/** Whole families: an event without a handler is only counted. */
export const CONSUMED = ['account.*', 'payment.*', 'provider.*', 'offering.*'] as const;

export function eventHandlers(app: Pick<Application, 'clock' | 'settings'>): Handlers<OrderTransaction> {
  /** Does the first of `commands` that is possible, and returns the order after it; what comes too late changes nothing. */
  async function advance(tx: OrderTransaction, orderId: OrderId, ...commands: readonly Command[]) {
    const order = await tx.lockOrder(orderId);
    if (!order) return undefined;
    const now = app.clock.now();
    const command = commands.find(({ action }) => transitionFor(order, action, 'SYSTEM', now, app.settings));
    if (!command) return undefined;
    const decision = decide(order, command, 'SYSTEM', now, app.settings);
    await recordStep(tx, order, decision, app.settings);
    return decision.order;
  }

  /** An answer about another price than the one approved comes too late. */
  async function advanceApproved(
    tx: OrderTransaction,
    orderId: OrderId,
    price: Money,
    command: Command,
  ): Promise<void> {
    const order = await tx.lockOrder(orderId);
    const { proposedPrice = null } = order ?? {};
    if (proposedPrice?.approved && equals(proposedPrice.price, price)) await advance(tx, orderId, command);
  }

  return {
    'account.created': (tx, { data: { accountId, emailVerified = false } }) =>
      tx.saveAccount(accountId, { emailVerified }),

    'account.email_verified': (tx, { data }) => tx.saveAccount(data.accountId, { emailVerified: true }),

    'account.deleted': (tx, { data: { accountId: subject } }) =>
      tx.setDeadline({ kind: FORGET_ACCOUNT, subject, dueAt: app.clock.now() }),

    'payment.authorized': async (tx, { data: { payment } }) => {
      await advance(tx, payment.orderId, { action: 'OFFER' });
      await advance(tx, payment.orderId, { action: 'ACCEPT' }); // whose provider has agreed already, by a quote
    },

    'payment.declined': async (tx, { data: { payment } }) => {
      await advance(tx, payment.orderId, {
        action: 'EXPIRE',
        reason: 'PAYMENT_DECLINED',
        detail: payment.declineReason,
      });
    },

    // Work that has begun can't be called off for it: an operator decides.
    'payment.charge_failed': async (tx, { data: { payment } }) => {
      const order = await advance(
        tx,
        payment.orderId,
        { action: 'CANCEL', reason: CHARGE_FAILED },
        { action: 'DISPUTE', disputeId: newId('dsp'), reason: CHARGE_FAILED },
      );
      if (order?.quoteId && order.status === 'CANCELLED') await reopenJobOf(tx, order.quoteId, order.id);
    },

    'payment.price_held': (tx, { data: { payment, price } }) =>
      advanceApproved(tx, payment.orderId, price, { action: 'CHANGE_PRICE' }),

    'payment.price_declined': (tx, { data: { payment, price } }) =>
      advanceApproved(tx, payment.orderId, price, { action: 'WITHDRAW_PRICE', reason: 'DECLINED' }),

    'provider.updated': (tx, { data: { providerId, location, serviceRadiusMeters, skillIds }, sequence }) => {
      const { point = null, timeZone = null } = location ?? {};
      return tx.saveProvider(providerId, {
        state: { point, radiusMeters: serviceRadiusMeters, skillIds, timeZone },
        sequence,
      });
    },

    'offering.saved': (tx, { data, sequence }) => {
      const { offeringId: id, providerId, title, price, priceUnit, durationMinutes, active } = data;
      return tx.saveOffering({ state: { id, providerId, title, price, priceUnit, durationMinutes, active }, sequence });
    },
  };
}

const CHARGE_FAILED = 'The customer’s card could not be charged.';
