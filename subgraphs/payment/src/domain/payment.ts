/** The money of one order, from the booking to its end. Decisions answer what is to be done; nothing is done here. */
import { accountOf, type CustomerId, type OrderId, type PaymentId, type ProviderId } from '@marketplace/kernel/ids';
import { add, compare, isZero, type Money } from '@marketplace/kernel/money';
import { type Fund, type GivenBack, left, leftOf, type PaymentSource } from './funds.ts';
import type { Intent, IntentId, IntentKind } from './intent.ts';
import type { HeldPart, Posting } from './ledger.ts';
import type { OrderMoney } from './order-postings.ts';

export type PaymentStatus =
  | 'PENDING'
  | 'UNKNOWN'
  | 'REQUIRES_ACTION'
  | 'AUTHORIZED'
  | 'DECLINED'
  | 'CAPTURED'
  | 'RELEASED'
  | 'PARTIALLY_REFUNDED'
  | 'REFUNDED';

/** Where the order's money is. */
export type Stage =
  /** The card's issuer is being asked. */
  | 'AUTHORIZING'
  /** Reserved on the card. */
  | 'AUTHORIZED'
  /** On its way from the card to us. */
  | 'CHARGING'
  /** With us, in the ledger. */
  | 'HELD'
  /** The reservation on the card is being given up. */
  | 'VOIDING'
  /** Given to whom it belongs, or never had. */
  | 'ENDED';

/** What the order's end asks for. It waits while the gateway still owes an answer. `price`: the one it ended with. */
export type Ending =
  | { readonly kind: 'RELEASE' }
  | { readonly kind: 'SETTLE'; readonly price: Money; readonly refund: Money };

/** An approved price that does not stand yet: the card's charge is under way, or the difference's. */
export interface PriceChange {
  /** Of the call that charges the difference to a card. */
  readonly id: IntentId;
  readonly price: Money;
  readonly source: PaymentSource;
  readonly paymentMethod: string | null;
}

/** Where the customer confirms a card payment, and which one. */
export interface NextAction {
  readonly intentId: IntentId;
  readonly url: string;
}

export interface Payment {
  readonly id: PaymentId;
  readonly orderId: OrderId;
  readonly customerId: CustomerId;
  readonly providerId: ProviderId;
  readonly source: PaymentSource;
  readonly paymentMethod: string | null;
  readonly price: Money;
  readonly status: PaymentStatus;
  readonly stage: Stage;
  readonly ending: Ending | null;
  readonly change: PriceChange | null;
  readonly nextAction: NextAction | null;
  readonly disputed: boolean;
  /** The gateway's name for the card's authorisation. */
  readonly reference: string | null;
  /** What the ledger has had of it, from where: empty until it is held. */
  readonly funds: readonly Fund[];
  readonly authorized: Money;
  readonly captured: Money;
  readonly refunded: Money;
  /** What the card's bank took back. */
  readonly chargedBack: Money;
  readonly commission: Money;
  readonly tip: Money;
  readonly earning: Money;
  readonly declineReason: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** When it was captured. */
  readonly settledAt: Date | null;
}

export interface GatewayCall {
  readonly kind: IntentKind;
  readonly amount: Money;
  readonly paymentMethod: string | null;
  readonly reference: string | null;
  /** A new one by default. */
  readonly id?: IntentId;
}

/** A chargeback as others are told of it. */
export interface ToldChargeback {
  readonly chargebackId: string;
  readonly reason: string | null;
}

export type PlainSaid =
  | 'payment.authorized'
  | 'payment.declined'
  | 'payment.captured'
  | 'payment.charge_failed'
  | 'payment.released';

export type Said =
  | { readonly type: PlainSaid }
  | { readonly type: 'payment.action_required' | 'payment.refunded' | 'payment.tipped'; readonly amount: Money }
  | { readonly type: 'payment.price_held' | 'payment.price_declined'; readonly price: Money }
  | ({ readonly type: 'payment.charged_back' | 'payment.reinstated'; readonly amount: Money } & ToldChargeback);

/** What is to be written, asked and said, all together or not at all. */
export interface Decision {
  readonly payment: Payment;
  readonly postings: readonly Posting[];
  readonly calls: readonly GatewayCall[];
  /** Calls that wait for the customer and are not wanted any more: to be looked at now. */
  readonly recalls: readonly IntentId[];
  readonly says: readonly Said[];
}

export function decide(
  payment: Payment,
  { postings = [], calls = [], recalls = [], says = [] }: Partial<Omit<Decision, 'payment'>> = {},
): Decision {
  return { payment, postings, calls, recalls, says };
}

/** One after the other, as one: the second was decided about what the first left. */
export const both = (first: Decision, second: Decision): Decision => ({
  payment: second.payment,
  postings: [...first.postings, ...second.postings],
  calls: [...first.calls, ...second.calls],
  recalls: [...first.recalls, ...second.recalls],
  says: [...first.says, ...second.says],
});

export const moneyOf = (payment: Payment): OrderMoney => ({
  paymentId: payment.id,
  orderId: payment.orderId,
  customer: accountOf(payment.customerId),
  provider: accountOf(payment.providerId),
});

/** What of the order's money is still with us: in the hold, or by now the provider's and the platform's. */
export const remaining = ({ funds, price }: Payment): Money => leftOf(funds, price.currency);

/** The holds that what remains stands in. */
export const heldParts = ({ funds, customerId }: Pick<Payment, 'funds' | 'customerId'>): HeldPart[] =>
  funds
    .filter((fund) => !isZero(left(fund)))
    .map((fund) => ({ wallet: fund.source === 'WALLET' ? accountOf(customerId) : null, amount: left(fund) }));

/** About the card that the order was placed with. */
export const callOf = ({ paymentMethod, reference }: Payment, kind: IntentKind, amount: Money): GatewayCall => ({
  kind,
  amount,
  paymentMethod,
  reference,
});

/** A card's money goes back to the card. */
export const cardRefunds = ({ cards }: GivenBack): GatewayCall[] =>
  cards.map(({ fund: { paymentMethod, reference }, amount }) => ({ kind: 'REFUND', amount, paymentMethod, reference }));

export function statusAfterReturns({ captured, refunded, chargedBack }: Payment): PaymentStatus {
  const returned = add(refunded, chargedBack);
  if (isZero(returned)) return 'CAPTURED';
  return compare(returned, captured) < 0 ? 'PARTIALLY_REFUNDED' : 'REFUNDED';
}

/** The call that the customer was to confirm has its answer. */
export const withoutAction = (payment: Payment, intentId: IntentId): Payment =>
  payment.nextAction?.intentId === intentId ? { ...payment, nextAction: null } : payment;

/** Whether what a call to the gateway is for is still to be. */
export function isWanted({ stage, ending, change }: Payment, { id, kind }: Pick<Intent, 'id' | 'kind'>): boolean {
  if (kind === 'AUTHORIZE') return stage === 'AUTHORIZING' && !ending;
  return kind === 'EXTEND' ? change?.id === id : true;
}
