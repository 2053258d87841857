import { HOUR, later } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import type { Account } from '../domain/account.ts';
import type { ApiToken } from '../domain/api-token.ts';
import type { SignIn } from '../domain/sign-in.ts';
import { ownAccount } from './own-account.ts';
import type { AuthParts, DataExport } from './ports.ts';

const EXPORT_MS = HOUR;

/** All that is kept of a person, each context's part under its name. Today it holds auth's alone. */
export interface ExportedData {
  readonly export: DataExport['id'];
  readonly account: DataExport['account'];
  readonly madeAt: Date;
  readonly parts: { readonly auth: AuthPart };
}

interface AuthPart {
  readonly account: Account;
  readonly signIns: readonly SignIn[];
  readonly apiTokens: readonly ApiToken[];
}

/** A link to what is kept of the caller, good for an hour. Other contexts are told, so that they can get theirs ready. */
export async function requestDataExport(parts: AuthParts, caller: SignedInCaller): Promise<string> {
  const { id: account } = await ownAccount(parts, caller);
  const wanted: DataExport = { id: newId('exp'), account, expiresAt: later(parts.machineClock.now(), EXPORT_MS) };
  await parts.transact({ correlationId: caller.requestId }, (tx) =>
    tx.publish({
      type: 'account.data_export_requested',
      subject: account,
      data: { accountId: account, exportId: wanted.id, expiresAt: wanted.expiresAt.toISOString() },
    }),
  );
  return parts.exportLinks.urlOf(wanted);
}

/** What a link's token stands for, as it is now; undefined when the token is none, too old, or its account deleted. */
export async function exportedData(parts: AuthParts, token: string): Promise<ExportedData | undefined> {
  const madeAt = parts.machineClock.now();
  const wanted = parts.exportLinks.read(token);
  if (!wanted || wanted.expiresAt.getTime() <= madeAt.getTime()) return undefined;
  const [account] = await parts.accounts.byIds([wanted.account]);
  if (!account) return undefined;
  const auth = {
    account,
    signIns: await parts.accounts.allSignIns(account.id),
    apiTokens: await parts.apiTokens.ofAccount(account.id),
  };
  return { export: wanted.id, account: account.id, madeAt, parts: { auth } };
}
