import { silentLogger } from '@marketplace/kernel/logger';
import { createSubgraph } from '@marketplace/subgraph/create-subgraph';
import { identityKey } from '@marketplace/subgraph/identity';
import { type Served, serve } from '@marketplace/subgraph/serve';
import type { Route, Subgraph } from '@marketplace/subgraph/subgraph';
import { LINK, type TestSubgraph } from './supergraph.ts';
import { ROUTER_SECRET } from './test-upstream.ts';

/** A subgraph as contexts make them. */
export const realSubgraph = (name: string, { sdl, resolvers }: TestSubgraph): Subgraph =>
  createSubgraph({
    name,
    sdl: `${LINK}\n${sdl}`,
    resolvers,
    context: (caller) => ({ caller }),
    identityKey: identityKey(ROUTER_SECRET, name),
    logger: silentLogger,
  });

const nothing = async () => {};

/** @param port the same one again for a subgraph that restarts */
export const serveSubgraph = (
  subgraph: Subgraph,
  port = 0,
  routes: Readonly<Record<string, Route>> = {},
): Promise<Served> =>
  serve(
    { subgraph, routes, start: nothing, ready: nothing, stop: nothing },
    { host: '127.0.0.1', port, logger: silentLogger },
  );
