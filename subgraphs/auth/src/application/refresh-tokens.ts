import { createHmac, randomBytes } from 'node:crypto';
import type { SignInId } from '@marketplace/kernel/ids';
import type { NewRefreshToken } from './ports.ts';
import { hashOf } from './secrets.ts';

const SALT_BYTES = 32;

/**
 * The token that follows one, always the same, so that a repeat can be answered though no token is kept.
 * Who reads the database alone lacks the token, who has an old token alone lacks the salt.
 */
export const successorOf = (token: string, salt: Buffer): string =>
  createHmac('sha256', salt).update(token).digest('base64url');

export function stored(token: string, signIn: SignInId, predecessor: string | null): NewRefreshToken {
  return { hash: hashOf(token), salt: randomBytes(SALT_BYTES), signIn, predecessor };
}
