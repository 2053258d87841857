import { earlier, HOUR, later, MINUTE } from '@marketplace/kernel/clock';
import { type Money, share, subtract, zero } from '@marketplace/kernel/money';

/**
 * What a customer's cancellation costs. Free before acceptance and for `graceMinutes` after it; then free until
 * `freeUntilHours` before the start, `lateFeePercent` until `lateUntilHours` before it, and `lastFeePercent` after that.
 */
export interface CancellationPolicy {
  readonly graceMinutes: number;
  readonly freeUntilHours: number;
  readonly lateUntilHours: number;
  readonly lateFeePercent: number;
  readonly lastFeePercent: number;
}

export interface Cancellable {
  readonly price: Money;
  readonly start: Date;
  /** Null while the provider has not accepted. */
  readonly acceptedAt: Date | null;
}

/** What cancelling gives back and costs, and until when that stays so (at the latest the start). */
export interface CancellationTerms {
  readonly refund: Money;
  readonly fee: Money;
  readonly validUntil: Date;
}

export function cancellationTerms(
  policy: CancellationPolicy,
  { price, start, acceptedAt }: Cancellable,
  by: 'CUSTOMER' | 'PROVIDER' | 'SYSTEM',
  now: Date,
): CancellationTerms {
  const { percent, validUntil } =
    by === 'CUSTOMER' && acceptedAt ? customerFee(policy, start, acceptedAt, now) : { percent: 0, validUntil: start };
  const fee = percent === 0 ? zero(price.currency) : share(price, percent, 100);
  return { refund: subtract(price, fee), fee, validUntil };
}

function customerFee(policy: CancellationPolicy, start: Date, acceptedAt: Date, now: Date) {
  const graceEnds = later(acceptedAt, policy.graceMinutes * MINUTE);
  const freeEnds = earlier(start, policy.freeUntilHours * HOUR);
  const lateEnds = earlier(start, policy.lateUntilHours * HOUR);
  const free = graceEnds > freeEnds ? graceEnds : freeEnds;
  if (now < free) return { percent: 0, validUntil: free < start ? free : start };
  if (now < lateEnds) return { percent: policy.lateFeePercent, validUntil: lateEnds };
  return { percent: policy.lastFeePercent, validUntil: start };
}

/** The policy in words, for the person who is about to cancel. */
export function describePolicy(policy: CancellationPolicy): string {
  return (
    `Free before acceptance and for ${policy.graceMinutes} minutes after it, then until ${policy.freeUntilHours} hours before the start; ` +
    `${policy.lateFeePercent} % until ${policy.lateUntilHours} hours before, ${policy.lastFeePercent} % after that. ` +
    'A provider who cancels gives everything back.'
  );
}
