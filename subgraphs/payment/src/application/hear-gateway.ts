/** What the gateway tells by itself. It may come late, twice or never: whatever it says is looked up, or booked once. */
import type { PaymentId } from '@marketplace/kernel/ids';
import { negate } from '@marketplace/kernel/money';
import type { Origin } from '@marketplace/messaging/envelope';
import {
  borneBy,
  type Chargeback,
  orderChargedBack,
  orderReinstated,
  tipChargedBack,
  tipReinstated,
} from '../domain/chargeback.ts';
import type { Intent } from '../domain/intent.ts';
import { takeFromWallet } from '../domain/order-postings.ts';
import type { Decision, Payment } from '../domain/payment.ts';
import { askGateway } from './ask-gateway.ts';
import { carryOut } from './carry-out.ts';
import { verifyAgain } from './payout-method.ts';
import type { GatewayNews, Parts, PaymentTransaction } from './ports.ts';

type TakenBack = Extract<GatewayNews, { readonly kind: 'CHARGEBACK' | 'REINSTATED' }>;

/** Throws when it can't be dealt with yet: the gateway is to tell it again. */
export async function hearGateway(parts: Parts, news: GatewayNews): Promise<void> {
  switch (news.kind) {
    case 'INTENT':
      for (const id of await parts.reads.openIntents(news.names)) await askGateway(parts, id);
      return;
    case 'PAYOUT_DESTINATION':
      for (const method of await parts.reads.payoutMethodsBy(news.reference)) await verifyAgain(parts, method);
      return;
    case 'CHARGEBACK':
      return parts.transact(originOf(news), (tx) => takeBack(parts, tx, news));
    case 'REINSTATED':
      return parts.transact(originOf(news), (tx) => reinstate(parts, tx, news));
  }
}

const originOf = ({ chargebackId }: TakenBack): Origin => ({ correlationId: chargebackId });

async function takeBack(parts: Parts, tx: PaymentTransaction, news: TakenBack): Promise<void> {
  const { chargebackId: id, amount, reason } = news;
  if (await tx.chargeback(id)) return;
  const intent = await charged(tx, news);
  const { id: intentId, accountId, paymentId } = intent;
  const payment = paymentId && (await paymentOf(tx, paymentId));
  const borne = payment && intent.kind !== 'TIP' ? borneBy(payment, intent.reference, amount) : amount;
  const at = parts.clock.now();
  const chargeback = { id, intentId, accountId, paymentId, amount, borne, reason, at, reinstatedAt: null };
  await tx.saveChargeback(chargeback);
  if (!payment) return ofTopUp(parts, tx, chargeback);
  const decision =
    intent.kind === 'TIP'
      ? tipChargedBack(payment, chargeback)
      : orderChargedBack(payment, chargeback, intent.reference, parts.commission);
  await carryOut(tx, decision, payment, originOf(news), at);
}

async function reinstate(parts: Parts, tx: PaymentTransaction, news: TakenBack): Promise<void> {
  const chargeback = await tx.chargeback(news.chargebackId);
  if (!chargeback) throw new Error(`no such chargeback yet: ${news.chargebackId}`);
  if (chargeback.reinstatedAt) return;
  const reinstatedAt = parts.clock.now();
  const reinstated: Chargeback = { ...chargeback, reinstatedAt };
  await tx.saveChargeback(reinstated);
  const intent = await charged(tx, news);
  if (!chargeback.paymentId) return ofTopUp(parts, tx, reinstated);
  const payment = await paymentOf(tx, chargeback.paymentId);
  await carryOut(tx, returned(parts, intent, payment, reinstated), payment, originOf(news), reinstatedAt);
}

const returned = ({ commission }: Parts, intent: Intent, payment: Payment, chargeback: Chargeback): Decision =>
  intent.kind === 'TIP'
    ? tipReinstated(payment, chargeback)
    : orderReinstated(payment, chargeback, intent.reference, commission);

/** No order is behind it: what was charged back was in the wallet. */
async function ofTopUp({ clock }: Parts, tx: PaymentTransaction, chargeback: Chargeback): Promise<void> {
  const { id, accountId, amount, reason, reinstatedAt } = chargeback;
  await tx.post(takeFromWallet(accountId, reinstatedAt ? negate(amount) : amount, null, id), clock.now());
  const type = reinstatedAt ? 'payment.reinstated' : 'payment.charged_back';
  await tx.publish({ type, subject: id, data: { chargebackId: id, accountId, payment: null, amount, reason } });
}

/** The call that charged the card. */
async function charged(tx: PaymentTransaction, { charge, chargebackId }: TakenBack): Promise<Intent> {
  const intent = await tx.intentBehind(charge);
  if (!intent) throw new Error(`${chargebackId} is about a charge that is not known yet: ${charge}`);
  return intent;
}

async function paymentOf(tx: PaymentTransaction, id: PaymentId): Promise<Payment> {
  const payment = await tx.payment(id);
  if (!payment) throw new Error(`no such payment: ${id}`);
  return payment;
}
