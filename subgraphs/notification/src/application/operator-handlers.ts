/** What this context keeps for operators, from all contexts. */
import type { Handlers } from '@marketplace/messaging/consumer';
import { rememberParked } from './parked-messages.ts';
import type { NotificationTransaction } from './ports.ts';

export const operatorHandlers: Handlers<NotificationTransaction> = {
  'audit.recorded': (tx, { data: { auditId, at, ...entry } }) =>
    tx.addAuditEntry({ id: auditId, at: new Date(at), ...entry }),
  'message.parked': rememberParked,
  'message.unparked': (tx, { data: { parkedId } }) => tx.removeParkedMessage(parkedId),
};
