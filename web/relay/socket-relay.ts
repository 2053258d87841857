/** /graphql over WebSocket: one socket to the API for each of the browser's, opened with the session's token. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { requireOwnOrigin } from './requests.ts';
import type { LiveSession, Sessions } from './sessions.ts';
import { asksForTokens } from './token-fields.ts';

const PROTOCOL = 'graphql-transport-ws';
const MESSAGE_BYTES = 1_048_576;
/** What a browser may send before the API's socket is open: an opening and a page's subscriptions. */
const WAITING_MESSAGES = 50;
/** A browser that does not answer a ping within the time to the next one is gone. */
const PING_MS = 20_000;
/** The client comes back with the session's next token and resumes. */
const TRY_AGAIN = 1013;
const REFUSED = 4403;

export interface SocketRelay {
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

export function createSocketRelay(options: {
  readonly apiUrl: string;
  readonly origin: string | undefined;
  readonly sessions: Sessions;
}): SocketRelay {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_BYTES,
    handleProtocols: (protocols) => (protocols.has(PROTOCOL) ? PROTOCOL : false),
  });
  const cookies = new WeakMap<IncomingMessage, readonly string[]>();
  server.on('headers', (headers, request) => {
    for (const cookie of cookies.get(request) ?? []) headers.push(`Set-Cookie: ${cookie}`);
  });

  async function accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    requireOwnOrigin(request, options.origin);
    const session = await options.sessions.of(request);
    cookies.set(request, session.setCookies);
    server.handleUpgrade(request, socket, head, (browser) => join(browser, options.apiUrl, session));
  }

  return {
    handleUpgrade(request, socket, head) {
      socket.on('error', () => socket.destroy());
      accept(request, socket, head).catch(() => socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n'));
    },
    close() {
      for (const client of server.clients) client.close(TRY_AGAIN, 'Going away');
      server.close();
    },
  };
}

function join(browser: WebSocket, apiUrl: string, session: LiveSession): void {
  const api = new WebSocket(apiUrl.replace(/^http/, 'ws'), PROTOCOL, { maxPayload: MESSAGE_BYTES });
  const waiting: string[] = [];
  browser.on('message', (message) => {
    const text = outgoing(String(message), session);
    if (text === undefined) return browser.close(REFUSED, 'Tokens are not for pages');
    if (api.readyState === WebSocket.OPEN) return api.send(text);
    if (waiting.push(text) > WAITING_MESSAGES) browser.close(TRY_AGAIN, 'Too many messages');
  });
  api.on('open', () => {
    for (const text of waiting.splice(0)) api.send(text);
  });
  api.on('message', (message) => browser.send(String(message)));
  const pings = keepAlive(browser);
  const end = (code: number, reason: string) => {
    clearInterval(pings);
    closeBoth(browser, api, code, reason);
  };
  api.on('close', (code, reason) => end(code, String(reason)));
  api.on('error', () => end(TRY_AGAIN, 'The API can not be reached'));
  browser.on('close', (code, reason) => end(code, String(reason)));
  browser.on('error', () => end(TRY_AGAIN, ''));
}

function closeBoth(browser: WebSocket, api: WebSocket, code: number, reason: string): void {
  for (const socket of [browser, api]) {
    if (socket.readyState === WebSocket.CONNECTING) socket.terminate();
    else socket.close(sendable(code) ? code : TRY_AGAIN, reason);
  }
}

/** The others only tell why a socket has ended, and may not be sent. */
const sendable = (code: number): boolean => code === 1000 || (code >= 3000 && code <= 4999) || code === TRY_AGAIN;

function keepAlive(socket: WebSocket): NodeJS.Timeout {
  let alive = true;
  socket.on('pong', () => {
    alive = true;
  });
  return setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, PING_MS);
}

const message = z.looseObject({ type: z.string(), payload: z.looseObject({ query: z.string().optional() }).nullish() });

/** The browser's message as the API gets it: the opening carries the token. Undefined when it must not go on. */
function outgoing(text: string, { accessToken }: LiveSession): string | undefined {
  const parsed = message.safeParse(safeJson(text));
  if (!parsed.success) return text; // the API says what is wrong with it
  const { type, payload } = parsed.data;
  if (type === 'connection_init') {
    const authorization = accessToken ? { authorization: `Bearer ${accessToken}` } : {};
    return JSON.stringify({ type, payload: authorization });
  }
  return payload?.query !== undefined && asksForTokens(payload.query) ? undefined : text;
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
