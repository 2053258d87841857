import { type Caller, hasRole } from '@marketplace/subgraph/caller';
import type { Viewer } from '../domain/review.ts';

export const viewerOf = (caller: Caller): Viewer => ({
  account: caller.account,
  staff: hasRole(caller, 'OPERATOR') || hasRole(caller, 'MODERATOR'),
});
