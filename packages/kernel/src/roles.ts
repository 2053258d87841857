export const ROLES = ['CUSTOMER', 'PROVIDER', 'MODERATOR', 'OPERATOR', 'ADMIN'] as const;
export type Role = (typeof ROLES)[number];

export const SCOPES = [
  'orders:read',
  'orders:write',
  'payments:read',
  'payments:write',
  'profile:read',
  'profile:write',
  'reviews:read',
  'reviews:write',
  'notifications:read',
  'notifications:write',
  'webhooks:read',
  'webhooks:write',
] as const;
export type Scope = (typeof SCOPES)[number];

const OWN: readonly Scope[] = ['profile:read', 'profile:write', 'notifications:read', 'notifications:write'];

/** What each role lets its holder ask for; which objects they may see or change is decided at each of them. */
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
