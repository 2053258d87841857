import { HOUR } from '@marketplace/kernel/clock';
import { refuse } from '@marketplace/kernel/refusal';
import type { AuthParts } from './ports.ts';
import { hashOf } from './secrets.ts';

export const MAX_MAILS = 5;
export const MAIL_WINDOW_MS = HOUR;

/**
 * Counts one more mail of this kind to whom it is for, known or not. Whoever asks for others' mails until the limit harms
 * nobody: each mail that was sent stays good. Refuses with TOO_MANY_ATTEMPTS.
 */
export async function countMail({ attempts, machineClock }: AuthParts, kind: string, to: string): Promise<void> {
  const count = await attempts.count(hashOf(`mail\n${kind}\n${to}`), machineClock.now(), MAIL_WINDOW_MS);
  if (count > MAX_MAILS) refuse('TOO_MANY_ATTEMPTS', 'Enough mails were sent: look for the last one, or wait an hour');
}
