import type { Clock } from '@marketplace/kernel/clock';
import { parseId } from '@marketplace/kernel/ids';
import { MAX_PAGE_SIZE } from '@marketplace/kernel/page';
import { refuse } from '@marketplace/kernel/refusal';
import { refuseShape } from '@marketplace/kernel/shape';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import type { NotificationStore } from './ports.ts';

/** Marks the caller's notifications as read, all or none, and returns how many are unread then. Refuses with NOT_FOUND. */
export async function markNotificationsRead(
  { transact, reads }: NotificationStore,
  clock: Clock,
  caller: SignedInCaller,
  texts: readonly string[],
): Promise<number> {
  if (texts.length > MAX_PAGE_SIZE) refuseShape(`at most ${MAX_PAGE_SIZE} ids at once`);
  const ids = [...new Set(texts)].map((text) => parseId('ntf', text) ?? noSuchNotification());
  await transact({ correlationId: caller.requestId }, async (tx) => {
    const found = ids.length === 0 ? 0 : await tx.markRead(caller.account, ids, clock.now());
    if (found < ids.length) noSuchNotification();
  });
  return reads.unread(caller.account);
}

const noSuchNotification = (): never => refuse('NOT_FOUND', 'There is no such notification.', ['ids']);
