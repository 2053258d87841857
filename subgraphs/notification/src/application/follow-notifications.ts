import { CursorUnknown, decodeCursor, encodeCursor } from '@marketplace/kernel/cursor';
import type { AccountId } from '@marketplace/kernel/ids';
import type { LiveStreams } from '@marketplace/messaging/live-streams';
import type { StreamEntry } from '@marketplace/messaging/message-store';
import { z } from 'zod';
import type { Notification } from '../domain/notification.ts';
import type { NotificationStore } from './ports.ts';
import { readEntry, streamOf } from './stream.ts';

export interface NotificationUpdate {
  readonly cursor: string;
  readonly snapshot: boolean;
  readonly unreadNotifications: number;
  /** Null in the snapshot. */
  readonly notification: Notification | null;
}

const KIND = 'notification-stream';
const position = z.tuple([z.string(), z.int().nonnegative()]);

/**
 * The caller's notifications as they come: first how many are unread, then each new one; or, given a cursor, all that
 * followed it. Not an async generator: one that waits for the next entry could not be ended before that comes.
 */
export async function followNotifications(
  { reads, messages }: NotificationStore,
  live: LiveStreams,
  account: AccountId,
  after: string | null | undefined,
): Promise<AsyncIterableIterator<NotificationUpdate>> {
  const stream = streamOf(account);
  const number = after ? readCursor(after, account) : await messages.streams.head(stream);
  const entries = live.follow(stream, number);
  const cursorAt = (at: number): string => encodeCursor(KIND, account, at);

  async function update({ number, entry }: StreamEntry): Promise<NotificationUpdate> {
    const { notificationId } = readEntry(entry);
    const [notification, unreadNotifications] = await Promise.all([
      reads.notification(notificationId),
      reads.unread(account),
    ]);
    return { cursor: cursorAt(number), snapshot: false, unreadNotifications, notification: notification ?? null };
  }

  let first: NotificationUpdate | undefined = after
    ? undefined
    : {
        cursor: cursorAt(number),
        snapshot: true,
        unreadNotifications: await reads.unread(account),
        notification: null,
      };
  const updates: AsyncIterableIterator<NotificationUpdate> = {
    async next() {
      if (first) {
        const value = first;
        first = undefined;
        return { done: false, value };
      }
      const { done, value } = await entries.next();
      return done ? { done: true, value: undefined } : { done: false, value: await update(value) };
    },
    async return() {
      await entries.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => updates,
  };
  return updates;
}

/** The number behind a cursor of this account's stream. Another account's is as unknown as any. */
function readCursor(cursor: string, account: AccountId): number {
  const [owner, number] = decodeCursor(KIND, position, cursor);
  if (owner !== account) throw new CursorUnknown('not a cursor of this stream');
  return number;
}
