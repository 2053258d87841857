import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { silentLogger } from '@marketplace/kernel/logger';
import { createRouter, type Router, type RouterConfig } from '../../src/compose.ts';
import type { Upstream } from '../../src/transport/upstream.ts';
import { composeSupergraph, type TestSubgraphs } from './supergraph.ts';
import { ROUTER_SECRET, type TestUpstream, testUpstream } from './test-upstream.ts';

export interface GraphQLAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of all shapes
  readonly data?: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

export interface RunningRouter {
  readonly url: string;
  readonly router: Router;
  /** One operation over HTTP. */
  ask(query: string, variables?: object, headers?: Readonly<Record<string, string>>): Promise<GraphQLAnswer>;
  stop(): Promise<void>;
}

export async function runRouter(
  config: Partial<RouterConfig> & Pick<RouterConfig, 'supergraphSdl' | 'upstreams'>,
): Promise<RunningRouter> {
  const router = await createRouter({ routerSecret: ROUTER_SECRET, logger: silentLogger, ...config });
  const server = createServer(router.handle).on('upgrade', router.handleUpgrade);
  const url = await listening(server);
  return {
    url: `${url}/graphql`,
    router,
    async ask(query, variables = {}, headers = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      // as: the router answers in this shape; tests compare what is in it
      return (await response.json()) as GraphQLAnswer;
    },
    async stop() {
      server.close();
      await router.stop();
      server.closeAllConnections();
    },
  };
}

export async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // as: the server listens on a port
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export interface RouterInTest<Name extends string> extends RunningRouter {
  readonly upstreams: Readonly<Record<Name, TestUpstream>>;
}

/** A router over subgraphs that live in the test. */
export async function routerOver<Name extends string>(
  subgraphs: TestSubgraphs & Readonly<Record<Name, TestSubgraphs[string]>>,
  config: Partial<RouterConfig> = {},
): Promise<RouterInTest<Name>> {
  const upstreams = Object.fromEntries(
    Object.entries(subgraphs).map(([name, subgraph]) => [name, testUpstream(name, subgraph)]),
  );
  const running = await runRouter({
    supergraphSdl: composeSupergraph(subgraphs),
    upstreams: upstreams satisfies Record<string, Upstream>,
    ...config,
  });
  // as: built from the same names just above
  return { ...running, upstreams: upstreams as Record<Name, TestUpstream> };
}
