/** The web's own server: the only one that a browser talks to. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { isFile, relayFile } from './file-relay.ts';
import { relayGraphQL } from './graphql-relay.ts';
import { PAGE_CONTEXT_HEADER, writePageContext } from './page-context.ts';
import { answerJson, errorBody, RefusedRequest, requireOwnOrigin } from './requests.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { handleSession } from './session-routes.ts';
import { createSessions, type LiveSession } from './sessions.ts';
import { createSocketRelay } from './socket-relay.ts';

/** Renders pages and serves the app's files. */
export interface Pages {
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Only while developing. */
  handleUpgrade?(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** False while developing, where the tools' own scripts come without one. */
  readonly contentPolicy: boolean;
}

export interface WebOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Of the API's GraphQL endpoint. */
  readonly apiUrl: string;
  /** What browsers call this server, e.g. https://doorstep.example. By default http and the request's Host. */
  readonly origin?: string | undefined;
  readonly brand?: string | undefined;
  readonly pages: Pages;
}

export interface Web {
  readonly url: string;
  close(): Promise<void>;
}

export async function serveWeb(options: WebOptions): Promise<Web> {
  const { apiUrl, origin } = options;
  const secure = origin?.startsWith('https:') ?? false;
  const sessions = createSessions({ apiUrl, secure });
  const sockets = createSocketRelay({ apiUrl, origin, sessions });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (path === '/graphql' || path.startsWith('/session/')) {
      requireOwnOrigin(request, origin);
      if (path === '/graphql') return relayGraphQL(request, response, { apiUrl, sessions });
      return handleSession(path, request, response, { apiUrl, secure, sessions });
    }
    if (isFile(path)) return relayFile(path, request, response, { apiUrl, origin });
    return renderPage(request, response);
  }

  async function renderPage(request: IncomingMessage, response: ServerResponse): Promise<void> {
    delete request.headers[PAGE_CONTEXT_HEADER];
    const nonce = randomBytes(16).toString('base64');
    setSecurityHeaders(response, nonce, secure);
    if (!options.pages.contentPolicy) response.removeHeader('content-security-policy');
    if (!request.url?.startsWith('/_nuxt/')) {
      const session = await sessionForPage(request);
      for (const cookie of session.setCookies) response.appendHeader('set-cookie', cookie);
      const { accessToken, unknown: sessionUnknown } = session;
      const brand = options.brand ?? 'Doorstep';
      writePageContext(request.headers, { apiUrl, accessToken, sessionUnknown, nonce, brand });
    }
    options.pages.handle(request, response);
  }

  /** While the API is down pages are shown as to a guest, and say that it is down. */
  const sessionForPage = (request: IncomingMessage): Promise<LiveSession & { readonly unknown?: boolean }> =>
    sessions.of(request).catch(() => ({ setCookies: [], unknown: true }));

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => refuse(response, error));
  });
  server.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?', 1)[0] === '/graphql') return sockets.handleUpgrade(request, socket, head);
    if (options.pages.handleUpgrade) return options.pages.handleUpgrade(request, socket, head);
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  // as: a server that listens on a port has this kind of address
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host === '127.0.0.1' ? 'localhost' : options.host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        sockets.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent) response.destroy();
  else if (error instanceof RefusedRequest) answerJson(response, error.status, errorBody(error.code, error.message));
  else
    answerJson(response, 503, errorBody('SUBGRAPH_UNAVAILABLE', 'The marketplace can not be reached at the moment.'));
}
