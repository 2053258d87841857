/**
 * What the router answers our own services, on a port of its own that nobody else reaches. Each request is sealed for
 * its path and body all the same, for a minute; one that is seen and sent again within it is a query and changes nothing.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@marketplace/kernel/logger';
import { HttpRefusal, readBody, replyJson, replyRefusal } from '@marketplace/subgraph/http-reply';
import { ON_BEHALF_PATH, onBehalfBody, onBehalfKey } from '@marketplace/subgraph/on-behalf';
import { isSealed, SEAL_HEADER } from '@marketplace/subgraph/sealed-request';
import type { AnswerOnBehalf } from '../on-behalf.ts';
import type { Metrics } from '../telemetry/metrics.ts';

export interface InternalHttp {
  readonly onBehalf: AnswerOnBehalf;
  readonly routerSecret: string;
  readonly logger: Logger;
  /** Told at /metrics, which needs no seal: it tells of nobody. */
  readonly metrics: Metrics;
}

const MAX_BODY_BYTES = 64 * 1024; // an operation of 10,000 characters, escaped

export function internalHttp({ onBehalf, routerSecret, logger, metrics }: InternalHttp) {
  const key = onBehalfKey(routerSecret);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '/', headers } = request;
    if (url === '/metrics')
      return void response.setHeader('content-type', metrics.contentType).end(await metrics.text());
    if (url !== ON_BEHALF_PATH) throw new HttpRefusal(404, 'BAD_REQUEST', 'There is nothing at this path');
    if (method !== 'POST') throw new HttpRefusal(405, 'BAD_REQUEST', 'Use POST', { allow: 'POST' });
    const body = await readBody(request, MAX_BODY_BYTES);
    const seal = headers[SEAL_HEADER];
    if (typeof seal !== 'string' || !isSealed({ method, url, body }, seal, key))
      throw new HttpRefusal(401, 'UNAUTHENTICATED', 'Only for services that know the secret');
    replyJson(response, 200, await onBehalf(onBehalfBody.parse(JSON.parse(body))), { 'cache-control': 'no-store' });
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) return void response.destroy();
      if (error instanceof HttpRefusal) return replyRefusal(response, error);
      logger.error({ err: error }, 'an internal request failed');
      replyRefusal(response, new HttpRefusal(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong'));
    });
  };
}
