import { later } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import { openPart } from '@marketplace/messaging/data-export';
import type { Envelope } from '@marketplace/messaging/envelope';
import { newBoxKeys } from '@marketplace/messaging/sealed-box';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import type { Account } from '../domain/account.ts';
import type { ApiToken } from '../domain/api-token.ts';
import {
  type DataExport,
  EXPORT_MS,
  EXPORTED_CONTEXTS,
  type ExportedContext,
  isBeingPrepared,
  wholePart,
} from '../domain/data-export.ts';
import type { SignIn } from '../domain/sign-in.ts';
import { ownAccount } from './own-account.ts';
import type { AuthParts, AuthTransaction } from './ports.ts';
import { hashOf } from './secrets.ts';

const EXPORTS_PER_HOUR = 5; // each is work for every context

/** All that is kept of a person, each context's part under its name. */
export interface ExportedData {
  readonly export: DataExport['id'];
  readonly account: DataExport['account'];
  readonly madeAt: Date;
  /** Whose part did not come in time. */
  readonly missing: readonly ExportedContext[];
  readonly parts: { readonly auth: AuthPart } & { readonly [Context in ExportedContext]?: unknown };
}

interface AuthPart {
  readonly account: Account;
  readonly signIns: readonly SignIn[];
  readonly apiTokens: readonly ApiToken[];
}

/** Parts that are on their way. */
export interface BeingPrepared {
  readonly preparing: readonly ExportedContext[];
}

/**
 * A link to what is kept of the caller, good for an hour; the other contexts are asked for their parts.
 * Refuses with TOO_MANY_ATTEMPTS.
 */
export async function requestDataExport(parts: AuthParts, caller: SignedInCaller): Promise<string> {
  const { id: account } = await ownAccount(parts, caller);
  const requestedAt = parts.machineClock.now();
  const count = await parts.attempts.count(hashOf(`data-export\n${account}`), requestedAt, EXPORT_MS);
  if (count > EXPORTS_PER_HOUR) refuse('TOO_MANY_ATTEMPTS', 'Use the link that you have, or wait an hour');
  const expiresAt = later(requestedAt, EXPORT_MS);
  const wanted: DataExport = { id: newId('exp'), account, ...newBoxKeys(), requestedAt, expiresAt };
  await parts.transact({ correlationId: caller.requestId }, async (tx) => {
    await tx.addDataExport(wanted);
    await tx.publish({
      type: 'data_export.requested',
      subject: wanted.id,
      data: { accountId: account, exportId: wanted.id, publicKey: wanted.publicKey },
    });
  });
  return parts.exportLinks.urlOf(wanted);
}

/** What comes for an export that is over, or whose account is deleted, is dropped. */
export const keepPart = (tx: AuthTransaction, { data }: Envelope<'data_export_part.prepared'>): Promise<void> =>
  tx.addExportChunk({ ...data, sealed: Buffer.from(data.sealed, 'base64') });

/** What a link's token stands for, as it is now; undefined when the token is none, too old, or its account deleted. */
export async function exportedData(parts: AuthParts, token: string): Promise<ExportedData | BeingPrepared | undefined> {
  const madeAt = parts.machineClock.now();
  const link = parts.exportLinks.read(token);
  const found = link && link.expiresAt > madeAt ? await parts.dataExports.find(link.id) : undefined;
  const [account] = found ? await parts.accounts.byIds([found.wanted.account]) : [];
  if (!found || !account) return undefined;
  const { wanted, chunks } = found;
  const whole = EXPORTED_CONTEXTS.map((context) => ({ context, part: wholePart(chunks, context) }));
  const missing = whole.flatMap(({ context, part }) => (part ? [] : [context]));
  if (missing.length > 0 && isBeingPrepared(wanted, madeAt)) return { preparing: missing };
  const opened = whole.flatMap(({ context, part }) =>
    part ? [[context, JSON.parse(openPart(part, wanted.privateKey))] as const] : [],
  );
  const auth = {
    account,
    signIns: await parts.accounts.allSignIns(account.id),
    apiTokens: await parts.apiTokens.ofAccount(account.id),
  };
  return {
    export: wanted.id,
    account: account.id,
    madeAt,
    missing,
    parts: { auth, ...Object.fromEntries(opened) },
  };
}
