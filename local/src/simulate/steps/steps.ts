/** All that people do, each as often as its weight. */
import type { Random } from '@marketplace/demo/random';
import { cancel, decline, dispute, doAnything, goOn, resolve, tellPosition } from './act.ts';
import { holdASlot, placeAnOrder, placeFromHold } from './book.ts';
import { acceptAQuote } from './jobs.ts';
import { writeToEachOther } from './messages.ts';
import { actAsStranger, guessPins, lookAround, repeatCall, useWrongIds } from './mischief.ts';
import { payOut, refund, tip, topUp } from './money.ts';
import { bookedUnderOtherTerms, changePrice, repriceOffering } from './price.ts';
import { actAtOnce, bookAtOnce, spendAtOnce } from './race.ts';
import { readInbox, reply, writeReview } from './reviews.ts';
import type { Step } from './step.ts';
import { waitAWhile, waitForDays, waitForDeadline, waitForWindow } from './time.ts';

const WEIGHTS: readonly (readonly [weight: number, step: Step])[] = [
  [10, placeAnOrder],
  [2, holdASlot],
  [3, placeFromHold],
  [36, goOn],
  [5, doAnything],
  [3, cancel],
  [1, decline],
  [4, dispute],
  [3, resolve],
  [1, tellPosition],
  [3, changePrice],
  [1, repriceOffering],
  [1, bookedUnderOtherTerms],
  [3, acceptAQuote],
  [2, writeToEachOther],
  [2, topUp],
  [3, payOut],
  [3, tip],
  [4, refund],
  [7, writeReview],
  [1, reply],
  [2, readInbox],
  [4, repeatCall],
  [2, actAsStranger],
  [1, useWrongIds],
  [1, guessPins],
  [1, lookAround],
  [5, actAtOnce],
  [2, bookAtOnce],
  [2, spendAtOnce],
  [5, waitAWhile],
  [2, waitForDeadline],
  [3, waitForWindow],
  [0.2, waitForDays],
];

const TOTAL = WEIGHTS.reduce((sum, [weight]) => sum + weight, 0);

export function drawStep(random: Random): Step {
  let left = random.next() * TOTAL;
  for (const [weight, step] of WEIGHTS) {
    left -= weight;
    if (left < 0) return step;
  }
  return goOn;
}
