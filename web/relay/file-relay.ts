/** Pictures: read from and sent to the API under this server's own name, since pages load from nowhere else. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { RefusedRequest, requireOwnOrigin } from './requests.ts';

const IMAGE = /^\/images\/[\w-]+\.webp$/;
const UPLOAD = /^\/uploads\/[\w.~=-]+$/;
/** As the API takes them. */
const UPLOAD_BYTES = 10_000_000;
const TIMEOUT_MS = 60_000;
const PASSED_ON = ['content-type', 'content-length', 'cache-control', 'etag'];

/** False for a path that is none of its own. */
export function isFile(path: string): boolean {
  return IMAGE.test(path) || UPLOAD.test(path);
}

export async function relayFile(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  { apiUrl, origin }: { readonly apiUrl: string; readonly origin: string | undefined },
): Promise<void> {
  const target = new URL(path, apiUrl);
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const answer = IMAGE.test(path)
    ? await fetch(target, { signal, headers: passing(request, ['if-none-match']) })
    : await fetch(target, { signal, method: 'PUT', ...(await uploadOf(request, origin)) });
  response.statusCode = answer.status;
  response.setHeader('x-content-type-options', 'nosniff');
  for (const name of PASSED_ON) {
    const value = answer.headers.get(name);
    if (value !== null) response.setHeader(name, value);
  }
  response.end(Buffer.from(await answer.arrayBuffer()));
}

async function uploadOf(request: IncomingMessage, origin: string | undefined) {
  if (request.method !== 'PUT') throw new RefusedRequest(405, 'BAD_USER_INPUT', 'Send a PUT request.');
  requireOwnOrigin(request, origin);
  if (!(Number(request.headers['content-length']) <= UPLOAD_BYTES)) {
    throw new RefusedRequest(413, 'BAD_USER_INPUT', 'The picture is too large, or its length is not said.');
  }
  const headers = passing(request, ['content-type']);
  return { headers, body: new Uint8Array(await buffer(request)) };
}

const passing = (request: IncomingMessage, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
