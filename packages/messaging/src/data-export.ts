/**
 * A context's share in a data export. What is kept of a person travels as events, sealed for the one export that asked:
 * once auth has deleted its key, nobody reads what is left of it in outboxes and queues.
 */
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Clock } from '@marketplace/kernel/clock';
import { type AccountId, idFrom } from '@marketplace/kernel/ids';
import { z } from 'zod';
import type { EventDraft } from './envelope.ts';
import type { EventData } from './events.gen.ts';
import type { Deadline, Transact, TransactionMessages } from './message-store.ts';
import type { Handlers } from './process-event.ts';
import { openBox, sealBox } from './sealed-box.ts';

const DATA_EXPORTS = 'data_export.*';
/** What who gathers the parts binds. */
export const DATA_EXPORT_PARTS = 'data_export_part.*';
const EXPORT_DATA = 'export-data'; // the deadline's kind; its subject is the export
/** Of each list of a part: more than almost anybody has, and what a process can hold. */
export const EXPORTED_AT_MOST = 5_000;

const CHUNK_BYTES = 128 * 1024; // in base64 with its envelope it is well below MAX_MESSAGE_BYTES
const MAX_PART_BYTES = 64 * 1024 * 1024; // unpacked: lists at their limits, texts at theirs

type Part = EventData['data_export_part.prepared'];
type Requested = EventData['data_export.requested'];

/** A list as an export shows it: `more` says that there were too many. Ask for one more than EXPORTED_AT_MOST. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly more: boolean;
}

export const listed = <T>(found: readonly T[]): Listed<T> => ({
  items: found.slice(0, EXPORTED_AT_MOST),
  more: found.length > EXPORTED_AT_MOST,
});

/** How a context gives its part. */
export interface DataExporter {
  readonly context: Part['context'];
  /** All that is kept of the account, fit for JSON; nothing of anybody else. It may be asked twice. */
  gather(account: AccountId): Promise<object>;
}

interface Messaging<T extends TransactionMessages> {
  readonly transact: Transact<T>;
  readonly patterns: readonly string[];
  readonly handlers: Handlers<T>;
  readonly fire: (deadline: Deadline) => Promise<void>;
  readonly clock: Clock;
}

/** The same messaging, which answers requests for exports too. */
export function answeringDataExports<T extends TransactionMessages, M extends Messaging<T>>(
  messaging: M & Messaging<T>,
  exporter: DataExporter,
): M {
  const { transact, patterns, handlers, fire, clock } = messaging;
  return {
    ...messaging,
    patterns: [...patterns, DATA_EXPORTS],
    handlers: { ...dataExportHandlers(clock), ...handlers },
    fire: (deadline) => (deadline.kind === EXPORT_DATA ? exportData(exporter, transact, deadline) : fire(deadline)),
  };
}

/** Puts gathering off to a deadline: it reads much, and no transaction is to wait for that. */
const dataExportHandlers = (clock: Clock): Handlers<TransactionMessages> => ({
  'data_export.requested': (tx, { data: { exportId, accountId, publicKey }, correlationid }) =>
    tx.setDeadline({
      kind: EXPORT_DATA,
      subject: exportId,
      dueAt: clock.now(),
      data: { accountId, publicKey, correlationId: correlationid },
    }),
});

const asked = z.object({ accountId: z.string(), publicKey: z.string(), correlationId: z.string() });

/** Fires the deadline: gathers outside any transaction, and publishes in a short one. */
async function exportData<T extends TransactionMessages>(
  { context, gather }: DataExporter,
  transact: Transact<T>,
  deadline: Deadline,
): Promise<void> {
  const { accountId, publicKey, correlationId } = asked.parse(deadline.data);
  const exportId = idFrom('exp', deadline.subject);
  const drafts = partDrafts(context, { exportId, publicKey }, await gather(idFrom('acc', accountId)));
  await transact({ correlationId }, (tx) => tx.publish(...drafts));
}

/** The events that bring a part, in order. */
export function partDrafts(
  context: Part['context'],
  { exportId, publicKey }: Pick<Requested, 'exportId' | 'publicKey'>,
  part: object,
): EventDraft[] {
  const bytes = gzipSync(JSON.stringify(part));
  const chunks = Math.ceil(bytes.length / CHUNK_BYTES);
  return Array.from({ length: chunks }, (_, chunk) => {
    const sealed = sealBox(
      bytes.subarray(chunk * CHUNK_BYTES, (chunk + 1) * CHUNK_BYTES),
      publicKey,
      labelOf({ exportId, context, chunk, chunks }),
    );
    return {
      type: 'data_export_part.prepared',
      subject: exportId,
      data: { exportId, context, chunk, chunks, sealed: sealed.toString('base64') },
    };
  });
}

type Place = Pick<Part, 'exportId' | 'context' | 'chunk' | 'chunks'>;

/** So that no chunk can take another's place. */
const labelOf = ({ exportId, context, chunk, chunks }: Place): string => `${exportId}/${context}/${chunk}/${chunks}`;

/** The JSON text of a part from all its chunks, in order. Throws when they are not what was sealed for this export. */
export function openPart(chunks: readonly (Place & { readonly sealed: Buffer })[], privateKey: string): string {
  const opened = chunks.map((chunk) => openBox(chunk.sealed, privateKey, labelOf(chunk)));
  return gunzipSync(Buffer.concat(opened), { maxOutputLength: MAX_PART_BYTES }).toString('utf8');
}
