import { createHash, randomBytes } from 'node:crypto';

const BYTES = 32;

export const newSecret = (): string => randomBytes(BYTES).toString('base64url');

/** What is kept of a secret: it is random enough that nobody finds it from this. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
