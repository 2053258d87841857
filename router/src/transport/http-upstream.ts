import { IDENTITY_HEADER } from '@marketplace/subgraph/identity';
import { type Dispatcher, Pool } from 'undici';
import { isObject } from '../json.ts';
import { timeFor, type Upstream, type UpstreamAnswer, UpstreamError, type UpstreamRequest } from './upstream.ts';
import { webSocketStreams } from './websocket-upstream.ts';

/** Longer than the longest honest answer: a repeated idempotent mutation waits up to 10 s for the first one. */
export const UPSTREAM_TIMEOUT_MS = 15_000;
/** Sockets to one subgraph. Requests beyond wait for one, within their time limit. */
const CONNECTIONS = 128;
/** An answer larger than this is taken for a fault of the subgraph: it would stall everybody else while it is parsed. */
const MAX_ANSWER_BYTES = 33_554_432;

export interface UpstreamOptions {
  readonly timeoutMs?: number;
}

/** @param url the subgraph's GraphQL endpoint; streams use the same address as a WebSocket */
export function httpUpstream(url: string, { timeoutMs = UPSTREAM_TIMEOUT_MS }: UpstreamOptions = {}): Upstream {
  const { origin, pathname, search } = new URL(url);
  // Time limits are ours, for a whole request: undici's start anew with each part of the answer.
  const pool = new Pool(origin, { connections: CONNECTIONS, headersTimeout: 0, bodyTimeout: 0 });
  const streams = webSocketStreams(url.replace(/^http/, 'ws'));
  const path = pathname + search;
  return {
    execute: (request) => exchange(pool, path, request, timeFor(request, timeoutMs)),
    subscribe: streams.subscribe,
    async close() {
      streams.close();
      await pool.destroy();
    },
  };
}

function exchange(pool: Pool, path: string, request: UpstreamRequest, timeoutMs: number): Promise<UpstreamAnswer> {
  return new Promise((resolve, reject) => {
    const { signal } = request;
    let controller: Dispatcher.DispatchController | undefined;
    let fault: UpstreamError | undefined;
    const settle = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    };
    const giveUp = (error: UpstreamError) => {
      if (fault) return;
      fault = error;
      settle();
      reject(error);
      controller?.abort(error);
    };
    const cancel = () => giveUp(new UpstreamError('cancelled', 'the client has gone'));
    const timer = setTimeout(() => giveUp(new UpstreamError('timeout', `no answer in ${timeoutMs} ms`)), timeoutMs);
    if (signal?.aborted) return cancel();
    signal?.addEventListener('abort', cancel);

    let status = 0;
    let bytes = 0;
    const chunks: Buffer[] = [];
    pool.dispatch(requestOptions(path, request), {
      onRequestStart(started) {
        controller = started;
        if (fault) started.abort(fault); // given up while it waited for a socket: it must not be sent any more
      },
      onResponseStart(_, statusCode) {
        status = statusCode;
      },
      onResponseData(_, chunk) {
        bytes += chunk.length;
        if (bytes > MAX_ANSWER_BYTES) giveUp(new UpstreamError('unavailable', `more than ${MAX_ANSWER_BYTES} bytes`));
        else chunks.push(chunk);
      },
      onResponseEnd() {
        if (fault) return;
        settle();
        try {
          resolve(readAnswer(status, chunks));
        } catch (error) {
          reject(error);
        }
      },
      onResponseError(_, error) {
        giveUp(new UpstreamError('unavailable', error.message, error));
      },
    });
  });
}

function requestOptions(path: string, request: UpstreamRequest): Dispatcher.DispatchOptions {
  return {
    path,
    method: 'POST',
    headers: [
      'content-type',
      'application/json',
      'accept',
      'application/graphql-response+json, application/json;q=0.9',
      IDENTITY_HEADER,
      request.identity,
      'x-request-id',
      request.requestId,
    ],
    body: `${request.operation.prefix}${request.variables}}`,
  };
}

/** A subgraph that refuses the router itself has answered nothing that concerns the client. */
const REFUSES_ROUTER = [401, 403];

function readAnswer(status: number, chunks: readonly Buffer[]): UpstreamAnswer {
  const [only] = chunks;
  const text = (chunks.length === 1 && only ? only : Buffer.concat(chunks)).toString('utf8');
  const body = REFUSES_ROUTER.includes(status) ? undefined : parsed(text);
  if (!isObject(body) || (body.data === undefined && !Array.isArray(body.errors))) {
    throw new UpstreamError('unavailable', `status ${status}: ${text.slice(0, 200)}`);
  }
  return body;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
