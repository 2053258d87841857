import type { IncomingMessage, ServerResponse } from 'node:http';

/** A preflight's answer is kept by the browser so long, in seconds: an origin taken off the list is out within the hour. */
const MAX_AGE_S = 3_600;

/**
 * Lets pages of the listed origins call; without a list nobody is let in. Returns true when the request was a preflight,
 * which is then answered.
 */
export function applyCors(request: IncomingMessage, response: ServerResponse, origins: readonly string[]): boolean {
  const { origin } = request.headers;
  const preflight = request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
  if (origin !== undefined && origins.includes(origin)) {
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-expose-headers', 'x-request-id');
    response.setHeader('vary', 'origin');
    if (preflight) {
      response.setHeader('access-control-allow-methods', 'GET, POST');
      response.setHeader('access-control-allow-headers', 'content-type, authorization');
      response.setHeader('access-control-max-age', MAX_AGE_S);
    }
  }
  if (preflight) response.writeHead(204).end();
  return preflight;
}

/** Whether a page of this origin may open a WebSocket: its own host's, and those of the list. Others than browsers send none. */
export function mayConnect({ headers }: IncomingMessage, origins: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined || origins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
