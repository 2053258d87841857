/** How a service asks the router in somebody's name: `POST /internal/on-behalf`, sealed (see sealed-request.ts). */
import { type AccountId, isId } from '@marketplace/kernel/ids';
import { ROLES, type Role, SCOPES, type Scope } from '@marketplace/kernel/roles';
import { z } from 'zod';
import { identityKey } from './identity.ts';

export const ON_BEHALF_PATH = '/internal/on-behalf';

/** A query, and the rights with which it is run. */
export interface OnBehalfBody {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly account: AccountId;
  readonly roles: readonly Role[];
  readonly scopes: readonly Scope[];
}

export const onBehalfBody: z.ZodType<OnBehalfBody> = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()),
  account: z.custom<AccountId>((text) => typeof text === 'string' && isId('acc', text)),
  roles: z.array(z.enum(ROLES)),
  scopes: z.array(z.enum(SCOPES)),
});

/** The key that such requests are sealed under. No other seal is good for them, and this one for nothing else. */
export const onBehalfKey = (routerSecret: string): Buffer => identityKey(routerSecret, 'router-on-behalf');
