import type { Caller } from '@marketplace/subgraph/caller';
import type { ReviewApplication } from '../application/application.ts';
import type { Loaders } from './loaders.ts';

/** What one request's resolvers work with. */
export interface GraphQLContext {
  readonly caller: Caller;
  readonly application: ReviewApplication;
  readonly loaders: Loaders;
}

/** An entity of another context: its id is all that is known of it here. */
export interface EntityReference {
  readonly id: string;
}
