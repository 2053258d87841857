import type { Clock } from '@marketplace/kernel/clock';
import { newId, type ReviewId } from '@marketplace/kernel/ids';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import { type Decision, moderate } from '../domain/moderation.ts';
import { maySee, type Review, sideOf } from '../domain/review.ts';
import { lockReview, noSuchReview } from './lock-review.ts';
import type { ReviewStore } from './ports.ts';
import { saveState } from './save-state.ts';
import { viewerOf } from './viewer.ts';

export interface ModerateReview {
  readonly reviewId: ReviewId | undefined;
  readonly decision: Decision;
  readonly note: string;
}

const ACTIONS: Readonly<Record<Decision, string>> = { KEEP: 'keep review', REMOVE: 'remove review' };

/** Carries out a moderator's decision and leaves it in the audit log. */
export async function moderateReview(
  store: ReviewStore,
  clock: Clock,
  moderator: SignedInCaller,
  { reviewId, decision, note }: ModerateReview,
): Promise<Review> {
  return store.transact({ correlationId: moderator.requestId }, async (tx) => {
    const review = await lockReview(tx, reviewId);
    if (!review || !maySee(review, viewerOf(moderator))) noSuchReview();
    const now = clock.now();
    const moderated = moderate(review, { decision, note, side: sideOf(review, moderator.account) }, now);
    if (moderated === review) return review;
    await saveState(tx, review, moderated);
    const auditId = newId('aud');
    await tx.publish({
      type: 'audit.recorded',
      subject: auditId,
      data: {
        auditId,
        at: now.toISOString(),
        actor: moderator.account,
        action: ACTIONS[decision],
        subject: review.id,
        reason: note,
      },
    });
    return moderated;
  });
}
