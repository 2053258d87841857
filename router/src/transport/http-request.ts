import type { IncomingMessage } from 'node:http';
import { type RefusedRequest, refused } from '../answer.ts';
import type { GraphRequest } from '../graph.ts';
import { isObject, type JsonObject } from '../json.ts';
import { isJson } from './media-type.ts';

/** A request that HTTP itself has a status for. */
export class RefusedByHttp extends Error {
  override readonly name = 'RefusedByHttp';
  readonly status: number;
  readonly headers: readonly string[];
  constructor(status: number, message: string, headers: readonly string[] = []) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/** Reads a GraphQL over HTTP request. Throws RefusedByHttp, or RefusedRequest for a wrong shape. */
export async function readHttpRequest(
  request: IncomingMessage,
  query: string,
  bodyBytes: number,
): Promise<GraphRequest> {
  if (request.method === 'GET') return readParameters(query);
  if (request.method !== 'POST') throw new RefusedByHttp(405, 'Use GET or POST.', ['allow', 'GET, POST']);
  if (!isJson(request.headers['content-type'])) {
    throw new RefusedByHttp(415, 'The content-type must be application/json, in UTF-8.');
  }
  return toGraphRequest(parseJson(await readBody(request, bodyBytes), 'The body'));
}

function readParameters(query: string): GraphRequest {
  const parameters = new URLSearchParams(query);
  const json = (name: string) => {
    const text = parameters.get(name);
    return text === null || text === '' ? undefined : parseJson(text, name);
  };
  return toGraphRequest({
    query: parameters.get('query') ?? undefined,
    operationName: parameters.get('operationName') || undefined,
    variables: json('variables'),
    extensions: json('extensions'),
  });
}

/** Checks the shape that GraphQL over HTTP and graphql-transport-ws share. */
export function toGraphRequest(body: unknown): GraphRequest {
  if (!isObject(body)) throw badRequest('A request is one JSON object.');
  const { query, operationName, variables, extensions } = body;
  const hash = persistedHash(extensions);
  if (typeof query !== 'string' && !(query === undefined && hash !== undefined)) {
    throw badRequest('"query" must be a string.');
  }
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') {
    throw badRequest('"operationName" must be a string.');
  }
  if (!isMap(variables)) throw badRequest('"variables" must be an object.');
  if (!isMap(extensions)) throw badRequest('"extensions" must be an object.');
  return { query, hash, operationName: operationName ?? undefined, variables: variables ?? {} };
}

/** What Apollo's clients send: `{"persistedQuery":{"version":1,"sha256Hash":"…"}}`. */
function persistedHash(extensions: unknown): string | undefined {
  if (!isObject(extensions) || !isObject(extensions.persistedQuery)) return undefined;
  const { version, sha256Hash } = extensions.persistedQuery;
  if (version !== 1 || typeof sha256Hash !== 'string' || !SHA256.test(sha256Hash)) {
    throw badRequest('"persistedQuery" must have version 1 and a sha256Hash in hexadecimal.');
  }
  return sha256Hash.toLowerCase();
}

const SHA256 = /^[0-9a-f]{64}$/i;

const isMap = (value: unknown): value is JsonObject | null | undefined =>
  value === undefined || value === null || isObject(value);

const badRequest = (message: string): RefusedRequest => refused('BAD_USER_INPUT', message);

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest(`${what} is not valid JSON.`);
  }
}

async function readBody(request: IncomingMessage, limit: number): Promise<string> {
  const tooLarge = new RefusedByHttp(413, `The body is larger than ${limit} bytes.`, ['connection', 'close']);
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= limit) chunks.push(chunk);
      else reject(tooLarge);
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
    request.on('aborted', () => reject(new RefusedByHttp(400, 'The request broke off.')));
  });
}
