/** A POST to a URL that somebody else has chosen: only to public addresses, and with limits on what comes back. */
import http from 'node:http';
import https from 'node:https';
import { objectionTo, publicLookup } from './public-addresses.ts';

const TIMEOUT_MS = 10_000; // from the first byte to the last
const MAX_ANSWER_BYTES = 64 * 1024; // nobody reads it; a small one is let through so that its sender sees no broken connection
const MAX_HEADER_BYTES = 16 * 1024;

export interface PostRequest {
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string | Buffer;
}

export type GuardedPost = (url: string, request: PostRequest) => Promise<number>;

/** Resolves with the answer's status; redirects are answers like others. Rejects when none comes in time, or nobody may be asked. */
export function guardedPost(allowPrivate: boolean, timeoutMs = TIMEOUT_MS): GuardedPost {
  const lookup = publicLookup(allowPrivate);
  return (url, { headers, body }) =>
    new Promise((resolve, reject) => {
      // a host that is an address is never looked up
      const objection = objectionTo(url, allowPrivate);
      if (objection) return reject(new Error(objection));
      const options = {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        lookup,
        agent: false,
        maxHeaderSize: MAX_HEADER_BYTES,
        signal: AbortSignal.timeout(timeoutMs),
      };
      let status: number | undefined;
      // once the status is known, a broken body changes nothing
      const end = (error: Error) => (status === undefined ? reject(error) : resolve(status));
      const request = (url.startsWith('https:') ? https : http).request(url, options, (response) => {
        let bytes = 0;
        status = response.statusCode;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > MAX_ANSWER_BYTES) request.destroy();
        });
        response.on('error', end);
      });
      request.on('error', end);
      request.on('close', () => end(new Error('no answer')));
      request.end(body);
    });
}
