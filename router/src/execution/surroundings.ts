import type { Logger } from '@marketplace/kernel/logger';
import type { Subtypes } from '../schema/subtypes.ts';
import type { Upstream } from '../transport/upstream.ts';
import type { DataKeys } from './data-keys.ts';

/** What plans run in. */
export interface PlanSurroundings {
  readonly upstreams: Readonly<Record<string, Upstream>>;
  readonly subtypes: Subtypes;
  readonly keys: DataKeys;
  /** Whether objects of one answer that stand in several places are made several: each may be under another context. */
  readonly copies: boolean;
  readonly logger: Logger;
  /** Whether errors name their subgraph in `extensions.subgraph`: for development. */
  readonly nameSubgraphs: boolean;
}
