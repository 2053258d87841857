import type { Caller } from '@marketplace/subgraph/caller';
import type { NotificationApplication } from '../application/application.ts';

/** What one request's resolvers work with. */
export interface GraphQLContext {
  readonly caller: Caller;
  readonly application: NotificationApplication;
}
