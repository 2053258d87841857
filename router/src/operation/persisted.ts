/** Automatic persisted queries: a client sends an operation's SHA-256, and its text only when the router does not know it. */
import { createHash } from 'node:crypto';
import { refused } from '../answer.ts';
import { type BoundedCache, boundedCache } from '../bounded-cache.ts';
import { OPERATION_TEXT_KEPT } from '../limits.ts';

export interface PersistedOperations {
  /** The text that was meant. Throws RefusedRequest with PERSISTED_QUERY_NOT_FOUND, or BAD_USER_INPUT for another text's hash. */
  textOf(sent: { readonly query: string | undefined; readonly hash: string | undefined }): string;
  /** Remembers a text that was found valid. */
  keep(hash: string, text: string): void;
}

export function persistedOperations(): PersistedOperations {
  const texts: BoundedCache<string> = boundedCache(OPERATION_TEXT_KEPT);
  return {
    textOf({ query, hash }) {
      if (query === undefined) {
        const known = hash === undefined ? undefined : texts.get(hash);
        if (known === undefined) throw refused('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
        return known;
      }
      if (hash !== undefined && texts.get(hash) !== query && sha256(query) !== hash) {
        throw refused('BAD_USER_INPUT', 'The hash is not that of the operation.');
      }
      return query;
    },
    keep(hash, text) {
      if (texts.get(hash) === undefined) texts.set(hash, text, text.length);
    },
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
