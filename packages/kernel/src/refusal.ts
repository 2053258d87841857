/** The codes of `UserErrorCode` in the public API. */
export const REFUSAL_CODES = [
  'INVALID_INPUT',
  'NOT_FOUND',
  'CONFLICT',
  'INVALID_CREDENTIALS',
  'EMAIL_TAKEN',
  'WEAK_PASSWORD',
  'TOKEN_INVALID',
  'TOO_MANY_ATTEMPTS',
  'TRANSITION_NOT_ALLOWED',
  'SLOT_UNAVAILABLE',
  'OUTSIDE_SERVICE_AREA',
  'WRONG_PIN',
  'STALE_QUOTE',
  'INSUFFICIENT_FUNDS',
  'PAYMENT_DECLINED',
  'AMOUNT_TOO_LARGE',
  'CURRENCY_MISMATCH',
  'IDEMPOTENCY_CONFLICT',
  'REVIEW_NOT_ALLOWED',
  'REVIEW_WINDOW_CLOSED',
  'CONTENT_REJECTED',
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** `message` is for a person; `field` is the path in the mutation's input, e.g. `['price', 'amount']`. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  readonly field?: readonly string[];
}

/**
 * Thrown by a decision that says no. It rolls the transaction back on its way out and reaches the caller as `userErrors`.
 * Anything else that is thrown is a fault, which the caller never sees.
 */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusals: readonly Refusal[];

  constructor(refusals: readonly [Refusal, ...Refusal[]]) {
    super(refusals.map((refusal) => `${refusal.code}: ${refusal.message}`).join('; '));
    this.refusals = refusals;
  }
}

export function refuse(code: RefusalCode, message: string, field?: readonly string[]): never {
  throw new Refused([field ? { code, message, field } : { code, message }]);
}
