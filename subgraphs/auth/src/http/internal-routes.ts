/**
 * What the router asks of auth beside the graph, each request sealed (see @marketplace/subgraph/sealed-request) under
 * `identityKey(ROUTER_SECRET, 'auth-verify')`. Without a good seal the answer is 401.
 *
 * POST /internal/verify-token with {"token":"mkt_…"}
 *   200 {"token":"tok_…","account":"acc_…","name":"…","roles":["CUSTOMER"],"scopes":["orders:read"],"expiresAt":"…"|null}
 *   404 for what is no API token, or none any more.
 *   A verdict may be kept for 3 s at most: a revoked token counts nowhere after 5.
 *
 * GET /internal/ended-sign-ins?since=INSTANT
 *   200 {"ended":[{"signIn":"sgn_…","endedAt":"…","accessTokensEndBy":"…"}],"next":"…","more":false}
 *   Sign-ins that have ended since, whose access tokens may still look good. Without `since`: all of those. The next time
 *   ask with `since=next`, after 2 s at most, or at once when `more`. Some are told again; each can be forgotten
 *   at `accessTokensEndBy`, plus what the router's clock may be behind.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HttpRefusal, readBody, replyJson } from '@marketplace/subgraph/http-reply';
import { isSealed, SEAL_HEADER } from '@marketplace/subgraph/sealed-request';
import type { Route } from '@marketplace/subgraph/subgraph';
import { z } from 'zod';
import { verifyApiToken } from '../application/api-tokens.ts';
import { endedSignIns } from '../application/ended-sign-ins.ts';
import type { AuthParts } from '../application/ports.ts';

const MAX_BODY_BYTES = 4 * 1024; // a token, however wrong

const tokenBody = z.object({ token: z.string() });
const since = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

export function internalRoutes(parts: AuthParts, key: Buffer): Readonly<Record<string, Route>> {
  const sealed =
    (method: 'GET' | 'POST', answer: (request: SealedRequest, response: ServerResponse) => Promise<void>): Route =>
    async (request, response) => {
      if (request.method !== method) throw new HttpRefusal(405, 'BAD_REQUEST', `Use ${method}`, { allow: method });
      await answer(await opened(request, method, key), response);
    };
  return {
    '/internal/verify-token': sealed('POST', async ({ body }, response) => {
      const { token } = read(tokenBody, json(body));
      const rights = await verifyApiToken(parts, token);
      if (!rights) throw new HttpRefusal(404, 'BAD_REQUEST', 'There is no such API token');
      replyJson(response, 200, rights, NOT_STORED);
    }),
    '/internal/ended-sign-ins': sealed('GET', async ({ url }, response) => {
      const asked = new URL(url, 'http://auth').searchParams.get('since');
      replyJson(response, 200, await endedSignIns(parts, asked === null ? null : read(since, asked)), NOT_STORED);
    }),
  };
}

const NOT_STORED = { 'cache-control': 'no-store' };

interface SealedRequest {
  readonly url: string;
  readonly body: string;
}

async function opened(request: IncomingMessage, method: string, key: Buffer): Promise<SealedRequest> {
  const { url = '/', headers } = request;
  const body = await readBody(request, MAX_BODY_BYTES);
  const seal = headers[SEAL_HEADER];
  if (typeof seal !== 'string' || !isSealed({ method, url, body }, seal, key))
    throw new HttpRefusal(401, 'UNAUTHENTICATED', 'Only for the router');
  return { url, body };
}

function read<T extends z.ZodType>(shape: T, value: unknown): z.output<T> {
  const result = shape.safeParse(value);
  if (!result.success) throw new HttpRefusal(400, 'BAD_REQUEST', 'This is not what is asked with here');
  return result.data;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
