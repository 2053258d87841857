import type { Clock } from '@marketplace/kernel/clock';
import type { Mailer, MailStore } from '../application/ports.ts';

/** Keeps mails instead of sending them, for /dev/mail to show. */
export const outboxMailer = (mails: MailStore, clock: Clock): Mailer => ({
  send: (email) => mails.save({ ...email, sentAt: clock.now() }),
  close: async () => {},
});
