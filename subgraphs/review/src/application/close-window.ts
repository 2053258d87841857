import type { Clock } from '@marketplace/kernel/clock';
import { idFrom } from '@marketplace/kernel/ids';
import type { Deadline } from '@marketplace/messaging/message-store';
import { z } from 'zod';
import { closeWindow } from '../domain/review.ts';
import type { ReviewStore } from './ports.ts';
import { saveReleased } from './save-state.ts';

/** The deadline's kind; its subject is the order. */
export const CLOSE_WINDOW = 'close-window';

const deadlineData = z.object({ correlationId: z.string() });

/** The review window of an order has closed: what still waits for the other side is released. */
export async function closeReviewWindow(store: ReviewStore, clock: Clock, deadline: Deadline): Promise<void> {
  const { correlationId } = deadlineData.parse(deadline.data);
  await store.transact({ correlationId }, async (tx) => {
    const order = await tx.lockOrder(idFrom('ord', deadline.subject));
    if (!order) return;
    await saveReleased(tx, closeWindow(order, await tx.reviewsOf(order.id), clock.now()));
  });
}
