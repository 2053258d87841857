import type { AccountId } from '@marketplace/kernel/ids';
import { type Caller, hasRole, type SignedInCaller } from '@marketplace/subgraph/caller';
import type { Account } from '../domain/account.ts';
import type { SignIn } from '../domain/sign-in.ts';
import type { AccountReader, AuthParts } from './ports.ts';

/** Those that the caller may see: its own, and for operators all. */
export async function accountsFor(
  accounts: AccountReader,
  caller: Caller,
  ids: readonly AccountId[],
): Promise<readonly Account[]> {
  const all = hasRole(caller, 'OPERATOR') || hasRole(caller, 'ADMIN');
  const visible = ids.filter((id) => all || id === caller.account);
  return visible.length === 0 ? [] : accounts.byIds(visible);
}

export interface ListedSignIn extends SignIn {
  readonly current: boolean;
}

export async function signInsOf(
  { accounts, machineClock }: AuthParts,
  caller: SignedInCaller,
): Promise<readonly ListedSignIn[]> {
  const signIns = await accounts.liveSignIns(caller.account, machineClock.now());
  return signIns.map((signIn) => ({ ...signIn, current: signIn.id === caller.signIn }));
}
