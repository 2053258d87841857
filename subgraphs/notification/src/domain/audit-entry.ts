import type { AccountId, AuditId } from '@marketplace/kernel/ids';

/** Somebody with power over others used it. */
export interface AuditEntry {
  readonly id: AuditId;
  readonly at: Date;
  /** Null for the system and the command line. */
  readonly actor: AccountId | null;
  /** A verb first. */
  readonly action: string;
  /** The id of what it was done to. */
  readonly subject: string;
  readonly reason: string | null;
}
