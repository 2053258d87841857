import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { SignInId } from '@marketplace/kernel/ids';
import type { NewRefreshToken } from './ports.ts';

const BYTES = 32;

export const newRefreshToken = (): string => randomBytes(BYTES).toString('base64url');

/** What is kept of a token: it is random enough that nobody finds it from this. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/**
 * The token that follows one, always the same, so that a repeat can be answered though no token is kept.
 * Who reads the database alone lacks the token, who has an old token alone lacks the salt.
 */
export const successorOf = (token: string, salt: Buffer): string =>
  createHmac('sha256', salt).update(token).digest('base64url');

export function stored(token: string, signIn: SignInId, predecessor: string | null): NewRefreshToken {
  return { hash: hashOf(token), salt: randomBytes(BYTES), signIn, predecessor };
}
