/** The graph that is served now, and how another takes its place. */
import type { Logger } from '@marketplace/kernel/logger';
import { type Graph, type GraphConfig, openGraph } from './graph.ts';
import type { OpenedSupergraph } from './planning/planner.ts';
import { type LoadedSupergraph, WrongSupergraph } from './schema/supergraph.ts';
import type { Upstream } from './transport/upstream.ts';

/** A subgraph as the supergraph names it. */
export interface SubgraphEntry {
  readonly name: string;
  readonly url: string;
}

export type OpenUpstream = (subgraph: SubgraphEntry) => Upstream | undefined;

export interface CurrentGraph {
  readonly graph: Graph;
  readonly supergraph: LoadedSupergraph;
  /**
   * Reads another supergraph aside and then serves it. Requests under way end on the old one, and so do streams, as far
   * as the new schema still has a place for them. Throws WrongSupergraph, and goes on with the old one.
   */
  reload(sdl: string): Promise<void>;
  close(): Promise<void>;
}

export interface CurrentGraphSettings {
  open(sdl: string): Promise<OpenedSupergraph>;
  readonly openUpstream: OpenUpstream;
  readonly graph: Omit<GraphConfig, 'upstreams'>;
  readonly logger: Logger;
}

/** Operations compiled for a new graph before it serves: those that pages ask for all the time are among them. */
const WARMED = 200;
/** Warming ends then: a change must not be held back by what may never be asked for again. */
const WARM_MS = 10_000;
/** What the old graph needs is closed after this, when its last request has long ended. */
const RETIRE_MS = 60_000;

export async function serveGraph(sdl: string, settings: CurrentGraphSettings): Promise<CurrentGraph> {
  const { logger } = settings;
  const upstreams = upstreamsByAddress(settings.openUpstream);
  const retired = new Set<() => Promise<unknown>>();
  let changing: Promise<void> = Promise.resolve();

  async function open(text: string) {
    const opened = await settings.open(text);
    try {
      const mine = upstreams.of(opened.supergraph.subgraphs);
      return { supergraph: opened.supergraph, graph: openGraph(opened, { ...settings.graph, upstreams: mine }) };
    } catch (error) {
      await opened.planner.close();
      throw error;
    }
  }

  async function change(text: string): Promise<void> {
    const next = await open(text);
    await within(WARM_MS, next.graph.warm(current.graph.hottest(WARMED)));
    const before = current.graph;
    current = next;
    before.endStreamsOutside(next.supergraph.api);
    retire(before);
    logger.info({ subgraphs: next.supergraph.subgraphs.map(({ name }) => name) }, 'a new supergraph is served');
  }

  function retire(graph: Graph): void {
    graph.retire();
    const close = async () => {
      clearTimeout(timer);
      retired.delete(close);
      await graph.close();
      await upstreams.closeAllBut(current.supergraph.subgraphs);
    };
    const timer = setTimeout(close, RETIRE_MS).unref();
    retired.add(close);
  }

  let current = await open(sdl);
  return {
    get graph() {
      return current.graph;
    },
    get supergraph() {
      return current.supergraph;
    },
    reload(text) {
      const changed = changing.then(() => change(text)); // one after the other
      changing = changed.catch(() => undefined);
      return changed;
    },
    async close() {
      await changing;
      await Promise.all([current.graph.close(), ...[...retired].map((close) => close())]);
      await upstreams.closeAllBut([]);
    },
  };
}

/** One upstream for each subgraph at its address, kept from graph to graph. */
function upstreamsByAddress(open: OpenUpstream) {
  const opened = new Map<string, Upstream>();
  const keyOf = ({ name, url }: SubgraphEntry) => `${name} ${url}`;
  const upstreamOf = (subgraph: SubgraphEntry): Upstream => {
    const known = opened.get(keyOf(subgraph));
    if (known) return known;
    const upstream = open(subgraph);
    if (!upstream) throw new WrongSupergraph(`there is no upstream for the supergraph's subgraph "${subgraph.name}"`);
    opened.set(keyOf(subgraph), upstream);
    return upstream;
  };
  return {
    of: (subgraphs: readonly SubgraphEntry[]): Readonly<Record<string, Upstream>> =>
      Object.fromEntries(subgraphs.map((subgraph) => [subgraph.name, upstreamOf(subgraph)])),
    async closeAllBut(kept: readonly SubgraphEntry[]): Promise<void> {
      const keys = new Set(kept.map(keyOf));
      const stale = [...opened].filter(([key]) => !keys.has(key));
      for (const [key] of stale) opened.delete(key);
      await Promise.all(stale.map(([, upstream]) => upstream.close()));
    },
  };
}

/** Waits for the work, but no longer than this. */
export async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
