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
