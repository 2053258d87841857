import { decodeCursor, encodeCursor } from '@marketplace/kernel/cursor';
import { type AccountId, type Id, isId } from '@marketplace/kernel/ids';
import { type Connection, connection, pageSize } from '@marketplace/kernel/page';
import { z } from 'zod';
import type { Notification } from '../domain/notification.ts';
import type { NotificationReads } from './ports.ts';

const PAGE_SIZE = 20;
const KIND = 'notifications';
const position = z.tuple([z.int(), z.custom<Id<'ntf'>>((id) => typeof id === 'string' && isId('ntf', id))]);

/** One page of the caller's notifications in the app, newest first. Throws CursorUnknown, WrongShape. */
export async function notificationPage(
  reads: NotificationReads,
  account: AccountId,
  first: number | null | undefined,
  after: string | null | undefined,
): Promise<Connection<Notification>> {
  const size = pageSize(first, PAGE_SIZE);
  const found = await reads.inApp(account, size + 1, after ? readCursor(after) : undefined);
  return connection(found, size, after, (node) => ({
    cursor: encodeCursor(KIND, node.createdAt.getTime(), node.id),
    node,
  }));
}

function readCursor(cursor: string) {
  const [createdAt, id] = decodeCursor(KIND, position, cursor);
  return { createdAt: new Date(createdAt), id };
}
