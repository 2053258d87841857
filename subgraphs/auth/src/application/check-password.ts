import { createHash } from 'node:crypto';
import { MINUTE } from '@marketplace/kernel/clock';
import { refuse } from '@marketplace/kernel/refusal';
import { MAX_PASSWORD_LENGTH } from '../domain/password.ts';
import type { Client } from '../domain/sign-in.ts';
import type { AuthParts, Credentials } from './ports.ts';

export const MAX_ATTEMPTS = 10;
export const ATTEMPT_WINDOW_MS = 15 * MINUTE;

/**
 * The credentials with this address and password, or undefined, whichever of the two is wrong, after the same work.
 * An attempt is counted before it is made, so that a burst gets no more of them than a trickle; a success forgets them.
 * Refuses with TOO_MANY_ATTEMPTS per address and the place it is tried from: nobody locks out somebody elsewhere.
 */
export async function checkPassword(
  { accounts, attempts, passwords, hashing, machineClock }: AuthParts,
  client: Client,
  email: string,
  password: string,
): Promise<Credentials | undefined> {
  if (password.length > 4 * MAX_PASSWORD_LENGTH) return undefined; // nobody's, and dear to hash
  const key = createHash('sha256')
    .update(`${email}\n${client.address ?? ''}`)
    .digest('hex');
  return hashing(async () => {
    if ((await attempts.count(key, machineClock.now(), ATTEMPT_WINDOW_MS)) > MAX_ATTEMPTS)
      refuse('TOO_MANY_ATTEMPTS', 'Too many failed attempts, wait a quarter of an hour');
    const found = await accounts.byEmail(email);
    if (!(await passwords.verify(found?.passwordHash ?? null, password))) return undefined;
    await attempts.clear(key);
    return found;
  });
}
