import type { Account } from './account.ts';

/**
 * What stands in an account's place once its owner has deleted it: nothing of the person. Its address is one that nobody can
 * sign up with, so that the old one is free and this one is never taken.
 */
export const erased = ({ id, createdAt }: Account): Account => ({
  id,
  email: `${id}@deleted`,
  emailVerified: false,
  displayName: 'Deleted account',
  locale: 'en',
  roles: [],
  createdAt,
});
