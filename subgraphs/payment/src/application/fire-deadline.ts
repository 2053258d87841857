import { isId } from '@marketplace/kernel/ids';
import type { Deadline } from '@marketplace/messaging/message-store';
import { askGateway } from './ask-gateway.ts';
import { GATEWAY_DEADLINE } from './carry-out.ts';
import type { Parts } from './ports.ts';
import { RECONCILE_DEADLINE, reconcileWithGateway } from './reconcile.ts';

/** Fires what this layer has set. */
export async function fireDeadline(parts: Parts, { kind, subject }: Deadline): Promise<void> {
  if (kind === RECONCILE_DEADLINE) return reconcileWithGateway(parts);
  if (kind !== GATEWAY_DEADLINE || !isId('int', subject)) throw new Error(`no such deadline: ${kind} of ${subject}`);
  await askGateway(parts, subject);
}
