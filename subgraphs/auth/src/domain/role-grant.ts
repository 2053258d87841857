import { refuse } from '@marketplace/kernel/refusal';
import { ROLES, type Role } from '@marketplace/kernel/roles';
import type { Account } from './account.ts';

/** Who gives and takes each role. */
const GIVEN_BY: Readonly<Record<Role, readonly Role[]>> = {
  CUSTOMER: ['OPERATOR', 'ADMIN'],
  PROVIDER: ['OPERATOR', 'ADMIN'],
  MODERATOR: ['OPERATOR', 'ADMIN'],
  OPERATOR: ['OPERATOR', 'ADMIN'],
  ADMIN: ['ADMIN'],
};

const MAX_REASON_LENGTH = 500;

/** Trimmed. Refuses with INVALID_INPUT. */
export function grantReason(text: string): string {
  const reason = text.trim();
  if (reason === '' || reason.length > MAX_REASON_LENGTH)
    refuse('INVALID_INPUT', `Say why, in up to ${MAX_REASON_LENGTH} characters`, ['reason']);
  return reason;
}

/**
 * Whether `actor`, with the roles that it has now, may give this role to or take it from `target`. Nobody changes their
 * own roles, so that one who gives roles is always left. Refuses with INVALID_INPUT.
 */
export function checkGrant(actor: Account, target: Account, role: Role): void {
  if (!GIVEN_BY[role].some((giver) => actor.roles.includes(giver)))
    refuse('INVALID_INPUT', `Only ${GIVEN_BY[role].join(' and ')} give and take the role ${role}`, ['role']);
  if (actor.id === target.id) refuse('INVALID_INPUT', 'Nobody changes their own roles', ['accountId']);
}

/** In the order of ROLES; undefined when there is nothing to change. */
export function rolesAfter(roles: readonly Role[], role: Role, granted: boolean): readonly Role[] | undefined {
  if (roles.includes(role) === granted) return undefined;
  return ROLES.filter((one) => (one === role ? granted : roles.includes(one)));
}
