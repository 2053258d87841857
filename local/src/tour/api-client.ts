import { setTimeout as pause } from 'node:timers/promises';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { z } from 'zod';

/** Calls the public GraphQL API over HTTP, as one person or as nobody. */
export interface ApiClient {
  readonly url: string;
  readonly token: string | undefined;
  /** The operation's data. Throws ApiErrors when the answer holds errors. */
  call<Data, Variables>(operation: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Data>;
}

/** The answer held GraphQL errors. */
export class ApiErrors extends Error {
  override readonly name = 'ApiErrors';
  readonly codes: readonly string[];

  constructor(errors: readonly { message: string; extensions?: { code?: string | undefined } | undefined }[]) {
    super(errors.map((error) => `${error.extensions?.code ?? 'ERROR'}: ${error.message}`).join('; '));
    this.codes = errors.map((error) => error.extensions?.code ?? 'ERROR');
  }
}

const answerShape = z.object({
  data: z.unknown(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).optional() }))
    .optional(),
});

const REQUEST_TIMEOUT_MS = 15_000;
const RETRY_MS = 250;
/** What a service that is restarting answers: the same call may go through in a moment. */
const PASSING = new Set(['SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_TIMEOUT']);

/**
 * `patienceMs`: how long a call is repeated while the service can't be reached. Everything the tour calls can be
 * repeated safely: orders and payouts by their idempotency key, transitions because a done one stays done.
 */
export function apiClient(url: string, patienceMs: number, token?: string): ApiClient {
  return {
    url,
    token,
    async call(operation, variables) {
      const body = JSON.stringify({ query: print(operation), variables });
      const end = Date.now() + patienceMs;
      for (;;) {
        try {
          // as: the document's type says what the server answers to it
          return (await post(url, body, token)) as never;
        } catch (error) {
          if (!passes(error) || Date.now() > end) throw error;
          await pause(RETRY_MS);
        }
      }
    },
  };
}

async function post(url: string, body: string, token: string | undefined): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body,
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  });
  const answer = answerShape.parse(await response.json());
  if (answer.errors) throw new ApiErrors(answer.errors);
  return answer.data;
}

/** Whether the failure is one of reaching the service: a broken connection, a time-out, half an answer. */
function passes(error: unknown): boolean {
  if (error instanceof ApiErrors) return error.codes.some((code) => PASSING.has(code));
  return error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException;
}
