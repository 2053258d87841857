/** Mails about the account itself. They are no notifications: nobody can turn them off, and their links are secrets. */
import type { Clock } from '@marketplace/kernel/clock';
import { type AccountId, type EventId, idFrom } from '@marketplace/kernel/ids';
import type { Logger } from '@marketplace/kernel/logger';
import type { Deadline } from '@marketplace/messaging/message-store';
import { z } from 'zod';
import { letterOf } from '../domain/email.ts';
import { instantIn, readerOf } from '../domain/texts/texts.ts';
import { type Mailer, MailRefused, type NotificationStore, type NotificationTransaction } from './ports.ts';
import { MAX_EMAIL_ATTEMPTS } from './send-email.ts';

/** The deadline's kind; its subject is the event that it answers. */
export const SEND_LETTER = 'send-letter';

const letter = z.object({
  kind: z.enum(['verify-email', 'reset-password', 'password-changed']),
  accountId: z.string(),
  /** Null for the account's own, as it is known then. */
  email: z.string().nullable(),
  /** Where its link leads, below the web app. */
  path: z.string(),
  expiresAt: z.coerce.date().nullable(),
});

export interface LetterWanted {
  readonly kind: z.infer<typeof letter>['kind'];
  readonly accountId: AccountId;
  readonly email: string | null;
  readonly path: string;
  /** Instant. Null where the link works for ever. */
  readonly expiresAt: string | null;
}

export const writeLetter = (
  tx: NotificationTransaction,
  clock: Clock,
  event: { readonly id: EventId },
  wanted: LetterWanted,
): Promise<void> => tx.setDeadline({ kind: SEND_LETTER, subject: event.id, dueAt: clock.now(), data: { ...wanted } });

/** Sends it, at least once, with the same Message-ID. Throws when it is to be tried again. */
export async function sendLetter(
  parts: {
    readonly store: NotificationStore;
    readonly mailer: Mailer;
    readonly webUrl: string;
    readonly logger: Logger;
  },
  { subject, data, attempts }: Deadline,
): Promise<void> {
  const { kind, accountId, email, path, expiresAt } = letter.parse(data);
  if (expiresAt && expiresAt.getTime() <= Date.now()) return; // tokens keep the machine's time
  const account = await parts.store.reads.account(idFrom('acc', accountId));
  if (account?.deleted) return;
  try {
    if (!account) throw new Error(`the account ${accountId} is not known yet`);
    const reader = readerOf(account);
    const link = { url: parts.webUrl + path, until: expiresAt ? instantIn(expiresAt, reader) : '' };
    const addressee = { displayName: account.displayName, email: email ?? account.email };
    await parts.mailer.send(letterOf(idFrom('evt', subject), kind, addressee, reader.language, link));
  } catch (error) {
    if (!(error instanceof MailRefused) && attempts < MAX_EMAIL_ATTEMPTS) throw error;
    parts.logger.error({ err: error, kind }, 'letter given up');
  }
}
