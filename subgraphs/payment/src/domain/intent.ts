/** What is asked of the gateway, written down before it is asked. */
import { HOUR, later, MINUTE, SECOND } from '@marketplace/kernel/clock';
import { type AccountId, type Id, type PaymentId, withPrefix } from '@marketplace/kernel/ids';
import type { Money } from '@marketplace/kernel/money';

export type IntentId = Id<'int'>;
export type PayoutId = Id<'pyo'>;

/** `EXTEND`: the difference to a higher price, charged at once. */
export const INTENT_KINDS = ['AUTHORIZE', 'CHARGE', 'VOID', 'REFUND', 'TOP_UP', 'TIP', 'EXTEND', 'PAYOUT'] as const;
export type IntentKind = (typeof INTENT_KINDS)[number];

/**
 * `RECORDED`: never called. `CALLED`: perhaps it was: the answer is not known. `NEEDS_CUSTOMER`: the card's owner is to
 * confirm it. The others are the gateway's last word.
 */
export const INTENT_STATES = ['RECORDED', 'CALLED', 'NEEDS_CUSTOMER', 'SUCCEEDED', 'FAILED'] as const;
export type IntentState = (typeof INTENT_STATES)[number];

/** Why the gateway said no, as customers are told. */
export type DeclineReason = 'PAYMENT_DECLINED' | 'INSUFFICIENT_FUNDS';

export interface Intent {
  readonly id: IntentId;
  readonly kind: IntentKind;
  readonly state: IntentState;
  /** Whose money it is. */
  readonly accountId: AccountId;
  readonly paymentId: PaymentId | null;
  readonly amount: Money;
  /** The gateway's token of a card, or of what a payout goes to. */
  readonly paymentMethod: string | null;
  /** The gateway's name for what this acts on (an authorisation, a charge), then for what it made. */
  readonly reference: string | null;
  /** Where the card's owner confirms it. */
  readonly nextActionUrl: string | null;
  readonly reason: DeclineReason | null;
  /** How often the gateway was asked and did not answer. */
  readonly unanswered: number;
  /** Follows the action that asked for it through what comes of it. */
  readonly correlationId: string;
  readonly createdAt: Date;
  /** When we heard the gateway's last word. */
  readonly answeredAt: Date | null;
}

export type Outcome =
  | { readonly state: 'SUCCEEDED'; readonly reference: string }
  | { readonly state: 'FAILED'; readonly reason: DeclineReason }
  | { readonly state: 'NEEDS_CUSTOMER'; readonly reference: string; readonly url: string }
  /** The gateway has it and has not decided. */
  | { readonly state: 'PROCESSING' };

/** The gateway's last word. */
export type Verdict = Extract<Outcome, { readonly state: 'SUCCEEDED' | 'FAILED' }>;

export const isOpen = ({ state }: Intent): boolean => state !== 'SUCCEEDED' && state !== 'FAILED';
export const payoutOf = (intent: IntentId): PayoutId => withPrefix('pyo', intent);

/** Gateways forget an idempotency key after a day: after this a call could have its effect twice. */
const KEY_LIFETIME_MS = 20 * HOUR;

/** A lookup found nothing. Asking again is safe while the gateway remembers the key; afterwards it never happened. */
export const mayCallAgain = (intent: Intent, now: Date): boolean => now < later(intent.createdAt, KEY_LIFETIME_MS);

export const answered = (intent: Intent, verdict: Verdict, answeredAt: Date): Intent =>
  verdict.state === 'SUCCEEDED'
    ? { ...intent, state: 'SUCCEEDED', reference: verdict.reference, nextActionUrl: null, answeredAt }
    : { ...intent, state: 'FAILED', reason: verdict.reason, nextActionUrl: null, answeredAt };

const FIRST_LOOKUP_MS = SECOND;
const LONGEST_WAIT_MS = 5 * MINUTE;

/** When to look an unanswered intent up again: after 1 s, 2 s, 4 s … 5 min. */
export const nextLookup = (intent: Intent, now: Date): Date =>
  later(now, Math.min(LONGEST_WAIT_MS, FIRST_LOOKUP_MS * 2 ** Math.min(intent.unanswered, 20)));

/** As long as an order waits for its payment. */
const CONFIRMATION_MS = 15 * MINUTE;

/** The gateway tells when the customer has confirmed; this is for when its word is lost. */
export const nextLookAtConfirmation = (now: Date): Date => later(now, LONGEST_WAIT_MS);

/** Whether a customer has had the time to confirm it. An order's own payment waits as long as the order does. */
export const isConfirmationOverdue = ({ kind, createdAt }: Intent, now: Date): boolean =>
  kind !== 'AUTHORIZE' && now >= later(createdAt, CONFIRMATION_MS);
