/** The money of one order, from the booking to its end. Decisions answer what is to be done; nothing is done here. */
import { accountOf, type CustomerId, type OrderId, type PaymentId, type ProviderId } from '@marketplace/kernel/ids';
import { compare, isZero, type Money, min, subtract, zero } from '@marketplace/kernel/money';
import type { DeclineReason, IntentKind } from './intent.ts';
import { type CommissionRate, charge, divide, hold, type OrderMoney, type Posting, release, settle } from './ledger.ts';

export type PaymentSource = 'WALLET' | 'CARD';
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

/** What the order's end asks for. It waits while the gateway still owes an answer. */
export type Ending = { readonly kind: 'RELEASE' } | { readonly kind: 'SETTLE'; readonly refund: Money };

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
  readonly disputed: boolean;
  /** The gateway's name for the card's authorisation. */
  readonly reference: string | null;
  readonly authorized: Money;
  readonly captured: Money;
  readonly refunded: Money;
  readonly commission: Money;
  readonly tip: Money;
  readonly earning: Money;
  readonly declineReason: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface GatewayCall {
  readonly kind: IntentKind;
  readonly amount: Money;
}

export type Said =
  | {
      readonly type:
        | 'payment.authorized'
        | 'payment.declined'
        | 'payment.captured'
        | 'payment.charge_failed'
        | 'payment.released';
    }
  | { readonly type: 'payment.refunded' | 'payment.tipped'; readonly amount: Money };

/** What is to be written, asked and said, all together or not at all. */
export interface Decision {
  readonly payment: Payment;
  readonly postings: readonly Posting[];
  readonly calls: readonly GatewayCall[];
  readonly says: readonly Said[];
}

export interface Placed {
  readonly id: PaymentId;
  readonly orderId: OrderId;
  readonly customerId: CustomerId;
  readonly providerId: ProviderId;
  readonly price: Money;
  readonly source: PaymentSource;
  readonly paymentMethod: string | null;
}

/** `available`: what the customer's wallet has in the order's currency. */
export function place(placed: Placed, available: Money, now: Date): Decision {
  const none = zero(placed.price.currency);
  const payment: Payment = {
    ...placed,
    status: 'PENDING',
    stage: 'AUTHORIZING',
    ending: null,
    disputed: false,
    reference: null,
    authorized: none,
    captured: none,
    refunded: none,
    commission: none,
    tip: none,
    earning: none,
    declineReason: null,
    createdAt: now,
    updatedAt: now,
  };
  if (placed.source === 'CARD' && !isZero(placed.price))
    return decide(payment, { calls: [{ kind: 'AUTHORIZE', amount: placed.price }] });
  if (compare(available, placed.price) < 0) return authorizationFailed(payment, 'INSUFFICIENT_FUNDS');
  const decision = authorizedBy({ ...payment, stage: 'HELD' });
  return { ...decision, postings: booked(payment, () => hold(moneyOf(payment), placed.price)) };
}

/** The gateway has reserved the money on the card. When the order has ended meanwhile, the reservation is given up. */
export function cardAuthorized(payment: Payment, reference: string): Decision {
  if (payment.stage !== 'AUTHORIZING') return decide(payment);
  const authorized: Payment = { ...payment, reference, stage: 'AUTHORIZED' };
  if (payment.ending) return giveUp({ ...authorized, ending: null });
  return authorizedBy(authorized);
}

function authorizedBy(payment: Payment): Decision {
  return decide({ ...payment, status: 'AUTHORIZED', authorized: payment.price }, { says: ['payment.authorized'] });
}

export function authorizationFailed(payment: Payment, reason: DeclineReason): Decision {
  if (payment.stage !== 'AUTHORIZING') return decide(payment);
  return decide(
    { ...payment, stage: 'ENDED', ending: null, status: 'DECLINED', declineReason: reason },
    { says: ['payment.declined'] },
  );
}

/** The gateway did not answer. Whether the card is reserved will be found out. */
export function authorizationUnknown(payment: Payment): Decision {
  return decide(payment.stage === 'AUTHORIZING' ? { ...payment, status: 'UNKNOWN' } : payment);
}

/** The provider took the order: the card is charged. A wallet's money is held already. */
export function orderAccepted(payment: Payment): Decision {
  if (payment.stage !== 'AUTHORIZED') return decide(payment);
  return decide({ ...payment, stage: 'CHARGING' }, { calls: [{ kind: 'CHARGE', amount: payment.price }] });
}

/** From now on the ledger holds the money. */
export function cardCharged(payment: Payment, rate: CommissionRate): Decision {
  if (payment.stage !== 'CHARGING') return decide(payment);
  const held: Payment = { ...payment, stage: 'HELD', ending: null };
  const posting = charge(moneyOf(payment), payment.price);
  const end = payment.ending ? endHeld(held, payment.ending, rate) : decide(held);
  return { ...end, postings: [posting, ...end.postings] };
}

/** The order is to be cancelled; what is left of the authorisation is given up. */
export function chargeFailed(payment: Payment, reason: DeclineReason): Decision {
  if (payment.stage !== 'CHARGING') return decide(payment);
  return decide(
    { ...payment, stage: 'ENDED', ending: null, status: 'DECLINED', declineReason: reason },
    { calls: [{ kind: 'VOID', amount: payment.price }], says: ['payment.charge_failed'] },
  );
}

export function cardVoided(payment: Payment): Decision {
  if (payment.stage !== 'VOIDING') return decide(payment);
  return decide({ ...payment, stage: 'ENDED', status: 'RELEASED' }, { says: ['payment.released'] });
}

/** The order came to nothing, or was cancelled for a fee, or is done: `ending` says what becomes of the money. */
export function orderEnded(payment: Payment, ending: Ending, rate: CommissionRate): Decision {
  if (payment.disputed && ending.kind === 'RELEASE')
    throw new Error(`nothing is released while disputed: ${payment.id}`);
  const undisputed: Payment = { ...payment, disputed: false };
  switch (payment.stage) {
    case 'AUTHORIZING':
    case 'CHARGING':
      return decide({ ...undisputed, ending });
    case 'AUTHORIZED':
      return giveUp(undisputed);
    case 'HELD':
      return endHeld(undisputed, ending, rate);
    case 'VOIDING':
    case 'ENDED':
      return decide(undisputed);
  }
}

/** Nothing leaves until an operator, or time, has resolved it. */
export const orderDisputed = (payment: Payment): Decision => decide({ ...payment, disputed: true });

function giveUp(payment: Payment): Decision {
  return decide({ ...payment, stage: 'VOIDING' }, { calls: [{ kind: 'VOID', amount: payment.price }] });
}

function endHeld(payment: Payment, ending: Ending, rate: CommissionRate): Decision {
  return ending.kind === 'RELEASE'
    ? releaseHeld(payment)
    : settleHeld(payment, min(ending.refund, payment.price), rate);
}

function releaseHeld(payment: Payment): Decision {
  return decide(
    { ...payment, stage: 'ENDED', status: 'RELEASED' },
    {
      postings: booked(payment, () => release(moneyOf(payment), payment.price)),
      calls: gatewayRefund(payment, payment.price),
      says: ['payment.released'],
    },
  );
}

function settleHeld(payment: Payment, refund: Money, rate: CommissionRate): Decision {
  const { commission, earning } = divide(subtract(payment.price, refund), rate);
  const settled: Payment = {
    ...payment,
    stage: 'ENDED',
    captured: payment.price,
    refunded: refund,
    commission,
    earning,
  };
  const decision = decide(
    { ...settled, status: statusAfterRefund(settled) },
    {
      postings: booked(payment, () => settle(moneyOf(payment), payment.price, refund, rate)),
      calls: gatewayRefund(payment, refund),
      says: ['payment.captured'],
    },
  );
  return isZero(refund)
    ? decision
    : { ...decision, says: [...decision.says, { type: 'payment.refunded', amount: refund }] };
}

export const moneyOf = (payment: Payment): OrderMoney => ({
  paymentId: payment.id,
  orderId: payment.orderId,
  customer: accountOf(payment.customerId),
  provider: accountOf(payment.providerId),
  source: payment.source,
});

/** An order that costs nothing goes the same way, and the ledger has nothing to write. */
const booked = (payment: Payment, posting: () => Posting): Posting[] => (isZero(payment.price) ? [] : [posting()]);

/** A card's money goes back to the card. */
export function gatewayRefund(payment: Payment, amount: Money): GatewayCall[] {
  return payment.source === 'CARD' && !isZero(amount) ? [{ kind: 'REFUND', amount }] : [];
}

export function statusAfterRefund({ captured, refunded }: Payment): PaymentStatus {
  if (isZero(refunded)) return 'CAPTURED';
  return compare(refunded, captured) < 0 ? 'PARTIALLY_REFUNDED' : 'REFUNDED';
}

type PlainSaid = Exclude<Said['type'], 'payment.refunded' | 'payment.tipped'>;

function decide(
  payment: Payment,
  { postings = [], calls = [], says = [] }: { postings?: Posting[]; calls?: GatewayCall[]; says?: PlainSaid[] } = {},
): Decision {
  return { payment, postings, calls, says: says.map((type) => ({ type })) };
}
