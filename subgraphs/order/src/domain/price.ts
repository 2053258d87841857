import type { Money } from '@marketplace/kernel/money';
import { refuse } from '@marketplace/kernel/refusal';

const MOST = 100_000_000; // minor units, as for an offering: a million dollars, or yen for a large refit

/** Refuses with INVALID_INPUT or AMOUNT_TOO_LARGE what is no price of a job. */
export function checkPrice({ amount }: Money): void {
  if (amount <= 0) refuse('INVALID_INPUT', 'A price is more than nothing.', ['price', 'amount']);
  if (amount > MOST) refuse('AMOUNT_TOO_LARGE', `A price is at most ${MOST} minor units.`, ['price', 'amount']);
}
