/** The simulated gateway's cards: what is reserved, charged and given back of each. */
import type { Db } from '@marketplace/storage/database';
import { and, eq, sql } from 'drizzle-orm';
import type { Intent } from '../domain/intent.ts';
import type { SimulatedKind } from './simulated-cards.ts';
import { simulatedCharges } from './tables.ts';

export interface NewCharge {
  readonly reference: string;
  readonly kind: SimulatedKind;
  readonly paymentMethod: string | null;
  readonly amount: number;
  readonly currency: string;
}

/** Reserves the money on the card, or takes it at once. */
export async function openCharge(
  tx: Db,
  { reference, kind, paymentMethod, amount, currency }: NewCharge,
): Promise<void> {
  await tx.insert(simulatedCharges).values({
    reference,
    paymentMethod: paymentMethod ?? '',
    currency,
    authorized: amount,
    captured: kind === 'AUTHORIZE' ? 0 : amount,
  });
}

/** Whether the card's account allowed it. */
export async function change(tx: Db, intent: Intent, kind: 'CHARGE' | 'VOID' | 'REFUND'): Promise<boolean> {
  const { amount, currency } = intent.amount;
  const { reference, captured, authorized, refunded, voided } = simulatedCharges;
  const changes = {
    CHARGE: {
      set: { captured: amount },
      allowed: sql`not ${voided} and ${captured} = 0 and ${authorized} >= ${amount}`,
    },
    VOID: { set: { voided: true }, allowed: sql`not ${voided} and ${captured} = 0` },
    REFUND: {
      set: { refunded: sql`${refunded} + ${amount}` },
      allowed: sql`${captured} - ${refunded} >= ${amount}`,
    },
  };
  const { set, allowed } = changes[kind];
  const found = await tx
    .update(simulatedCharges)
    .set(set)
    .where(and(eq(reference, intent.reference ?? ''), eq(simulatedCharges.currency, currency), allowed))
    .returning({ reference });
  return found.length > 0;
}
