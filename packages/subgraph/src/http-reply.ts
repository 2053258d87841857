import type { IncomingMessage, ServerResponse } from 'node:http';
import { type GraphQLErrorCode, graphqlError } from './graphql-errors.ts';

/** Ends a request before it was understood: a status and what to tell the client. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  readonly status: number;
  readonly code: GraphQLErrorCode;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: GraphQLErrorCode, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export function replyJson(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
    ...headers,
  });
  response.end(bytes);
}

export function replyRefusal(response: ServerResponse, { status, code, message, headers }: HttpRefusal): void {
  replyJson(response, status, { errors: [graphqlError(code, message).toJSON()] }, headers);
}

/** The body's text. Throws HttpRefusal 413 as soon as it is longer than `limit` bytes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > limit)
      throw new HttpRefusal(413, 'BAD_REQUEST', `The body is longer than ${limit} bytes`, { connection: 'close' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
