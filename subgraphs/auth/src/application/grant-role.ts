import type { Clock } from '@marketplace/kernel/clock';
import { type AccountId, newId, parseId } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import type { Role } from '@marketplace/kernel/roles';
import type { Transact } from '@marketplace/messaging/message-store';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import type { Account } from '../domain/account.ts';
import { emailAddress } from '../domain/email-address.ts';
import { checkGrant, grantReason, rolesAfter } from '../domain/role-grant.ts';
import { audited } from './audit.ts';
import { endSignIns } from './end-sign-ins.ts';
import type { AuthParts, AuthTransaction } from './ports.ts';

export interface GrantInput {
  readonly accountId: string;
  readonly role: Role;
  /** False takes it away. */
  readonly granted: boolean;
  readonly reason: string;
}

/** Refuses with NOT_FOUND or INVALID_INPUT. Says nothing new when the account has the role, or has it not, already. */
export async function grantRole(parts: AuthParts, caller: SignedInCaller, input: GrantInput): Promise<Account> {
  const reason = grantReason(input.reason);
  const id = parseId('acc', input.accountId) ?? refuseAccount();
  return parts.transact({ correlationId: caller.requestId }, async (tx) => {
    const locked = await tx.lockAccounts([caller.account, id]);
    const target = locked.find((account) => account.id === id) ?? refuseAccount();
    const actor = locked.find((account) => account.id === caller.account);
    if (!actor) refuse('TOKEN_INVALID', 'This account was deleted');
    checkGrant(actor, target, input.role); // by the roles that the actor has now, not those of an older token
    return change(tx, target, { ...input, actor: actor.id, reason }, parts);
  });
}

/** For whoever has the database itself: the first operator of an installation. Refuses with NOT_FOUND. */
export async function grantRoleByHand(
  parts: { readonly transact: Transact<AuthTransaction>; readonly clock: Clock; readonly machineClock: Clock },
  { email, role, reason }: { readonly email: string; readonly role: Role; readonly reason: string },
): Promise<Account> {
  return parts.transact({ correlationId: newId('req') }, async (tx) => {
    const found = await tx.accountByEmail(emailAddress(email) ?? '');
    const [target] = found ? await tx.lockAccounts([found.id]) : [];
    if (!target) refuse('NOT_FOUND', `There is no account with the e-mail address ${email}: sign up first`);
    return change(tx, target, { role, granted: true, actor: null, reason: grantReason(reason) }, parts);
  });
}

async function change(
  tx: AuthTransaction,
  target: Account,
  grant: {
    readonly role: Role;
    readonly granted: boolean;
    readonly actor: AccountId | null;
    readonly reason: string;
  },
  { clock, machineClock }: { readonly clock: Clock; readonly machineClock: Clock },
): Promise<Account> {
  const { role, granted, actor, reason } = grant;
  const roles = rolesAfter(target.roles, role, granted);
  if (!roles) return target;
  const { id: accountId, displayName } = target;
  await tx.setRoles(accountId, roles);
  // access tokens carry the roles: what was given comes with the next one, what was taken must not wait for it
  const now = machineClock.now();
  if (!granted) await endSignIns(tx, await tx.liveSignIns(accountId, now), now);
  const action = `${granted ? 'grant' : 'withdraw'} ${role}`;
  await tx.publish(
    { type: 'account.roles_changed', subject: accountId, data: { accountId, displayName, roles: [...roles] } },
    audited({ actor, action, subject: accountId, reason }, clock.now()),
  );
  return { ...target, roles };
}

function refuseAccount(): never {
  refuse('NOT_FOUND', 'There is no such account', ['accountId']);
}
