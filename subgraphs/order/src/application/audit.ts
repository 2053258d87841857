import { type AccountId, newId } from '@marketplace/kernel/ids';
import type { EventDraft } from '@marketplace/messaging/envelope';

export interface AuditedAction {
  readonly actor: AccountId;
  /** A verb first. */
  readonly action: string;
  /** The id of what it is done to. */
  readonly subject: string;
  readonly reason: string;
}

/** To be published in the transaction of what it tells of. A subject of its own: who follows an order's events misses none. */
export function audited(action: AuditedAction, at: Date): EventDraft {
  const auditId = newId('aud');
  return { type: 'audit.recorded', subject: auditId, data: { auditId, at: at.toISOString(), ...action } };
}
