import type { Clock } from '@marketplace/kernel/clock';
import { idFrom } from '@marketplace/kernel/ids';
import type { Logger } from '@marketplace/kernel/logger';
import type { Deadline } from '@marketplace/messaging/message-store';
import { z } from 'zod';
import { type Email, emailOf } from '../domain/email.ts';
import { type KnownOrder, roleIn } from '../domain/known-order.ts';
import type { EmailState, KnownAccount, Notification } from '../domain/notification.ts';
import type { StoryEntry } from '../domain/story-entry.ts';
import { readerOf } from '../domain/texts/texts.ts';
import { type Mailer, MailRefused, type NotificationStore, type UnsubscribeLinks } from './ports.ts';

/** The deadline's kind; its subject is the notification. */
export const SEND_EMAIL = 'send-email';

/** About a day, the later ones ten minutes apart: what is told after that is no news any more. */
export const MAX_EMAIL_ATTEMPTS = 150;

const deadlineData = z.object({ correlationId: z.string() });

export interface EmailParts {
  readonly store: NotificationStore;
  readonly mailer: Mailer;
  readonly webUrl: string;
  readonly unsubscribeLinks: UnsubscribeLinks;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Mails a notification, at least once: a process that dies between the mail server's answer and our record of it sends
 * it again, with the same Message-ID. Throws when it is to be tried again.
 */
export async function sendEmail(parts: EmailParts, deadline: Deadline): Promise<void> {
  const { store } = parts;
  const { correlationId } = deadlineData.parse(deadline.data);
  const id = idFrom('ntf', deadline.subject);
  const notification = await store.reads.notification(id);
  if (notification?.email !== 'PENDING') return;
  const account = await store.reads.account(notification.accountId);
  const state = account
    ? await attempt(parts, written(parts, notification, account), deadline.attempts)
    : outOf(deadline.attempts, new Error(`the account ${notification.accountId} is not known yet`), parts.logger);
  const order = notification.orderId && (await store.reads.order(notification.orderId));
  await store.transact({ correlationId }, async (tx) => {
    await tx.setEmailState(id, state);
    if (order) await tx.addStoryEntry(mailed(notification, order, state, parts.clock.now(), correlationId));
  });
}

function written({ webUrl, unsubscribeLinks }: EmailParts, notification: Notification, account: KnownAccount): Email {
  const { accountId, type } = notification;
  const links = { webUrl, unsubscribeUrl: unsubscribeLinks.urlOf({ account: accountId, type }) };
  return emailOf(notification, account, readerOf(account).language, links);
}

async function attempt({ mailer, logger }: EmailParts, email: Email, attempts: number): Promise<MailedState> {
  try {
    await mailer.send(email);
    return 'SENT';
  } catch (error) {
    if (!(error instanceof MailRefused)) return outOf(attempts, error, logger);
    logger.warn({ err: error, notification: email.id }, 'mail refused');
    return 'REFUSED';
  }
}

/** Gives up after the last attempt; before it, throws to be called again. */
function outOf(attempts: number, error: unknown, logger: Logger): MailedState {
  if (attempts < MAX_EMAIL_ATTEMPTS) throw error;
  logger.error({ err: error }, 'mail given up');
  return 'REFUSED';
}

type MailedState = Extract<EmailState, 'SENT' | 'REFUSED'>;
const STATES: Readonly<Record<MailedState, string>> = { SENT: 'was mailed', REFUSED: 'could not be mailed' };

const mailed = (
  { id, accountId, type }: Notification,
  order: KnownOrder,
  state: MailedState,
  at: Date,
  correlationId: string,
): StoryEntry => ({
  id: `${id}/mail`,
  orderId: order.id,
  at,
  context: 'notification',
  type: state === 'SENT' ? 'mail.sent' : 'mail.refused',
  summary: `The ${roleIn(order, accountId)} ${STATES[state]} about ${type}.`,
  correlationId,
});
