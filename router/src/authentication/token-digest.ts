import { createHash } from 'node:crypto';

/** What a token is remembered by: tokens themselves are not kept. */
export const tokenDigest = (token: string): string => createHash('sha256').update(token).digest('base64');
