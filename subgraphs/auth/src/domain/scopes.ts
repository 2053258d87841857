import type { Role, Scope } from '@marketplace/kernel/roles';
import { SCOPES } from '@marketplace/kernel/roles';

const OWN: readonly Scope[] = ['profile:read', 'profile:write', 'notifications:read', 'notifications:write'];

/** What each role lets a session ask for; which objects it may see or change is decided at each of them. */
const SCOPES_OF: Readonly<Record<Role, readonly Scope[]>> = {
  CUSTOMER: SCOPES,
  PROVIDER: SCOPES,
  MODERATOR: [...OWN, 'reviews:read', 'reviews:write'],
  OPERATOR: [
    ...OWN,
    'orders:read',
    'orders:write',
    'payments:read',
    'payments:write',
    'reviews:read',
    'webhooks:read',
    'webhooks:write',
  ],
  ADMIN: OWN,
};

/** All scopes that any of the roles has, each once. */
export const scopesOf = (roles: readonly Role[]): readonly Scope[] => [
  ...new Set(roles.flatMap((role) => SCOPES_OF[role])),
];
