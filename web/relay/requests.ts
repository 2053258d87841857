/** What every part of the web's server needs of a request and its answer. */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** As the API's own limit. */
const BODY_BYTES = 1_048_576;

export class RefusedRequest extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** A page of another site must not act for the person who is signed in here. */
export function requireOwnOrigin(request: IncomingMessage, origin: string | undefined): void {
  const given = request.headers.origin;
  const own = origin ?? `http://${request.headers.host}`;
  if (given !== own) throw new RefusedRequest(403, 'FORBIDDEN', 'This address only answers to its own pages.');
}

export async function readJsonBody(request: IncomingMessage): Promise<string> {
  if (request.method !== 'POST') throw new RefusedRequest(405, 'BAD_USER_INPUT', 'Send a POST request.');
  const [type] = (request.headers['content-type'] ?? '').split(';', 1);
  if (type?.trim() !== 'application/json') {
    throw new RefusedRequest(415, 'BAD_USER_INPUT', 'The body must be application/json.');
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES) throw new RefusedRequest(413, 'BAD_USER_INPUT', 'The body is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

export function answerJson(
  response: ServerResponse,
  status: number,
  body: string,
  setCookies: readonly string[] = [],
  type = 'application/json; charset=utf-8',
): void {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    ...(setCookies.length > 0 ? { 'set-cookie': [...setCookies] } : {}),
  });
  response.end(body);
}

/** In the shape of a GraphQL answer, which is what the page reads. */
export const errorBody = (code: string, message: string): string =>
  JSON.stringify({ errors: [{ message, extensions: { code } }] });
