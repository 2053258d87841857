/**
 * One service's request to another beside the graph: sealed for this method, path, query and body, for a minute.
 * Only what may happen twice goes this way, since within that minute it can be sent again.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { seal, unseal } from './seal.ts';

export const SEAL_HEADER = 'x-marketplace-seal';
const LIFETIME_MS = 60_000;

export interface SealableRequest {
  readonly method: string;
  /** From the path on, with the query, as it stands in the request line. */
  readonly url: string;
  /** Empty for none. */
  readonly body: string;
}

const said = z.object({ method: z.string(), url: z.string(), body: z.string(), expiresAt: z.number() });

/** The header's value. */
export function sealRequest(request: SealableRequest, key: Buffer, now = Date.now()): string {
  return seal(JSON.stringify({ ...named(request), expiresAt: now + LIFETIME_MS }), key);
}

/** Whether this very request was sealed under the key within the last minute. */
export function isSealed(request: SealableRequest, header: string, key: Buffer, now = Date.now()): boolean {
  const text = unseal(header, key);
  if (text === undefined) return false;
  const { method, url, body, expiresAt } = said.parse(JSON.parse(text));
  const given = named(request);
  return expiresAt >= now && method === given.method && url === given.url && body === given.body;
}

const named = ({ method, url, body }: SealableRequest) => ({
  method,
  url,
  body: createHash('sha256').update(body).digest('base64url'),
});
