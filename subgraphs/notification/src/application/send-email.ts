import type { Clock } from '@marketplace/kernel/clock';
import { idFrom } from '@marketplace/kernel/ids';
import type { Logger } from '@marketplace/kernel/logger';
import type { Deadline } from '@marketplace/messaging/message-store';
import { z } from 'zod';
import { type Email, emailOf } from '../domain/email.ts';
import type { EmailState } from '../domain/notification.ts';
import { languageFor } from '../domain/texts/texts.ts';
import { type Mailer, MailRefused, type NotificationStore } from './ports.ts';

/** The deadline's kind; its subject is the notification. */
export const SEND_EMAIL = 'send-email';

/** About a day, the later ones ten minutes apart: what is told after that is no news any more. */
export const MAX_EMAIL_ATTEMPTS = 150;

const deadlineData = z.object({ correlationId: z.string() });

export interface EmailParts {
  readonly store: NotificationStore;
  readonly mailer: Mailer;
  readonly webUrl: string;
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
    ? await attempt(parts, emailOf(notification, account, languageFor(account.locale), parts.webUrl), deadline.attempts)
    : outOf(deadline.attempts, new Error(`the account ${notification.accountId} is not known yet`), parts.logger);
  await store.transact({ correlationId }, (tx) => tx.setEmailState(id, state));
}

async function attempt({ mailer, logger }: EmailParts, email: Email, attempts: number): Promise<EmailState> {
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
function outOf(attempts: number, error: unknown, logger: Logger): EmailState {
  if (attempts < MAX_EMAIL_ATTEMPTS) throw error;
  logger.error({ err: error }, 'mail given up');
  return 'REFUSED';
}
