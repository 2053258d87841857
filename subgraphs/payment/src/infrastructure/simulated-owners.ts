import { currencyCode, type Money, money } from '@marketplace/kernel/money';
import { and, eq } from 'drizzle-orm';
import type { IntentId } from '../domain/intent.ts';
import { decideOperation, type SimulatedGatewayParts } from './simulated-gateway.ts';
import { simulatedOperations } from './tables.ts';

/** The owners of the simulated gateway's cards, who confirm what their banks ask them. */
export function simulatedOwners(parts: Pick<SimulatedGatewayParts, 'database' | 'clock'>) {
  const { key, state } = simulatedOperations;
  return {
    /** What is to be confirmed; null when nothing is, or not any more. */
    async question(intent: IntentId): Promise<{ readonly amount: Money } | null> {
      const [found] = await parts.database.db
        .select()
        .from(simulatedOperations)
        .where(and(eq(key, intent), eq(state, 'NEEDS_CUSTOMER')));
      return found ? { amount: money(found.amount, currencyCode(found.currency)) } : null;
    },
    async answer(intent: IntentId, isApproved: boolean): Promise<void> {
      await decideOperation(parts, intent, 'NEEDS_CUSTOMER', isApproved);
    },
  };
}
