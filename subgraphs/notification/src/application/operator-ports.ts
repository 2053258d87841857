import type { AuditId, OrderId } from '@marketplace/kernel/ids';
import type { AuditEntry } from '../domain/audit-entry.ts';
import type { ParkedMessage, ParkedMessageId } from '../domain/parked-message.ts';
import type { StoryEntry } from '../domain/story-entry.ts';

/** What a transaction can do with what operators see. */
export interface OperatorRecords {
  /** Once for each id. */
  addAuditEntry(entry: AuditEntry): Promise<void>;
  /** Once for each order and id. */
  addStoryEntry(entry: StoryEntry): Promise<void>;
  /** One that was parked before is replaced. */
  saveParkedMessage(message: ParkedMessage): Promise<void>;
  removeParkedMessage(id: ParkedMessageId): Promise<void>;
}

export interface AuditPosition {
  readonly at: Date;
  readonly id: AuditId;
}

export interface ParkedPosition {
  readonly parkedAt: Date;
  readonly id: ParkedMessageId;
}

export interface OperatorReads {
  /** Newest first. */
  auditLog(limit: number, after: AuditPosition | undefined): Promise<readonly AuditEntry[]>;
  /** In order of time. */
  story(order: OrderId, limit: number): Promise<readonly StoryEntry[]>;
  /** The latest first. */
  parkedMessages(limit: number, after: ParkedPosition | undefined): Promise<readonly ParkedMessage[]>;
  parkedMessage(id: ParkedMessageId): Promise<ParkedMessage | undefined>;
}
