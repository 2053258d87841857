/** A person's wish to see all that is kept of them: what is asked for, and how long one waits for it. */
import { HOUR, MINUTE } from '@marketplace/kernel/clock';
import type { AccountId, DataExportId } from '@marketplace/kernel/ids';

export const EXPORT_MS = HOUR;
/** Then it is given as it is, and names what is missing: a context may be down. */
export const PREPARING_MS = 5 * MINUTE;

/** The contexts that keep something of a person, beside this one. */
export const EXPORTED_CONTEXTS = ['user', 'order', 'payment', 'review', 'notification'] as const;
export type ExportedContext = (typeof EXPORTED_CONTEXTS)[number];

export interface DataExport {
  readonly id: DataExportId;
  readonly account: AccountId;
  /** Parts are sealed for it. */
  readonly publicKey: string;
  readonly privateKey: string;
  /** In the machine's time, like its end. */
  readonly requestedAt: Date;
  readonly expiresAt: Date;
}

/** A piece of a context's part. */
export interface ExportChunk {
  readonly exportId: DataExportId;
  readonly context: ExportedContext;
  readonly chunk: number;
  readonly chunks: number;
  readonly sealed: Buffer;
}

/** A context's pieces in order, once all of them are there. */
export function wholePart(all: readonly ExportChunk[], context: ExportedContext): readonly ExportChunk[] | undefined {
  const own = all.filter((each) => each.context === context).toSorted((a, b) => a.chunk - b.chunk);
  return own.length > 0 && own.length === own[0]?.chunks ? own : undefined;
}

/** Whether somebody may still answer in time. */
export const isBeingPrepared = ({ requestedAt }: DataExport, now: Date): boolean =>
  now.getTime() - requestedAt.getTime() < PREPARING_MS;
