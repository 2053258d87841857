import type { AccountId, NotificationId } from '@marketplace/kernel/ids';
import { isId } from '@marketplace/kernel/ids';
import type { LiveMessage } from '@marketplace/messaging/broker';
import type { Json } from '@marketplace/messaging/message-store';
import { z } from 'zod';

/** The stream of an account's notifications in the app. */
export const streamOf = (account: AccountId): string => `notifications:${account}`;

/** What wakes the streams: this context's own event, which is sent when the stream's entry is committed. */
export const WAKING_EVENTS = ['notification.created'] as const;

export const streamsWokenBy = ({ event }: LiveMessage): readonly string[] =>
  event?.type === 'notification.created' ? [streamOf(event.data.accountId)] : [];

const entry = z.object({
  notificationId: z.custom<NotificationId>((id) => typeof id === 'string' && isId('ntf', id)),
});

export const readEntry = (json: Json): { notificationId: NotificationId } => entry.parse(json);
