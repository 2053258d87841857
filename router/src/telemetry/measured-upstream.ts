import { type Upstream, UpstreamError } from '../transport/upstream.ts';
import type { Metrics } from './metrics.ts';

/** Tells how long a subgraph took, and how it ended. */
export function measuredUpstream(upstream: Upstream, subgraph: string, metrics: Metrics): Upstream {
  return {
    async execute(request) {
      const start = performance.now();
      const tell = (outcome: Parameters<Metrics['fetched']>[1]) =>
        metrics.fetched(subgraph, outcome, (performance.now() - start) / 1_000);
      try {
        const answer = await upstream.execute(request);
        tell('answered');
        return answer;
      } catch (error) {
        tell(error instanceof UpstreamError ? error.fault : 'unavailable');
        throw error;
      }
    },
    subscribe: (request) => upstream.subscribe(request),
    close: () => upstream.close(),
  };
}
