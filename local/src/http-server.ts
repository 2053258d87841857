import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Router } from '@marketplace/router/compose';
import { findRoute } from '@marketplace/subgraph/find-route';
import { HttpRefusal, replyRefusal } from '@marketplace/subgraph/http-reply';
import type { BoundedContext, Route } from '@marketplace/subgraph/subgraph';

export interface HttpServer {
  /** Of the GraphQL endpoint. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the router, the contexts' plain routes and the health checks on one port. */
export async function listen(
  { host, port }: { readonly host: string; readonly port: number },
  router: Router,
  contexts: readonly BoundedContext[],
): Promise<HttpServer> {
  const routes: Readonly<Record<string, Route>> = {
    ...Object.fromEntries(contexts.flatMap((context) => Object.entries(context.routes ?? {}))),
    '/health/live': async (_request, response) => answer(response, 200, 'live'),
    '/health/ready': async (_request, response) => {
      const checks = await Promise.allSettled([router.ready(), ...contexts.map((context) => context.ready())]);
      const ready = checks.every(({ status }) => status === 'fulfilled');
      answer(response, ready ? 200 : 503, ready ? 'ready' : 'not ready');
    },
  };

  const server = createServer((request, response) => {
    const route = findRoute(routes, pathOf(request));
    if (!route) return router.handle(request, response);
    route(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else if (error instanceof HttpRefusal) replyRefusal(response, error);
      else answer(response, 500, 'internal error');
    });
  });
  server.on('upgrade', (request, socket, head) => router.handleUpgrade(request, socket, head));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  // as: a server that listens on a port has this kind of address
  const address = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${name === '127.0.0.1' ? 'localhost' : name}:${address.port}/graphql`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/';

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}
