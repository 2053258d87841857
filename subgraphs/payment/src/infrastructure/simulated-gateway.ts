/**
 * A payment gateway for sandboxes and tests: it keeps its own books in its own tables, as a real one would, so that what
 * it did is known after our process died before it wrote the answer down. Cards are test tokens.
 */
import type { Clock } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import type { Database, Db } from '@marketplace/storage/database';
import { and, eq, sql } from 'drizzle-orm';
import type { Gateway } from '../application/ports.ts';
import type { DeclineReason, Intent, Outcome } from '../domain/intent.ts';
import { simulatedCharges, simulatedOperations } from './tables.ts';

type Behaviour =
  | 'ACCEPTS'
  | 'DECLINES'
  | 'HAS_TOO_LITTLE'
  | 'NEVER_ANSWERS'
  | 'DECLINES_CHARGE'
  | 'NEVER_ANSWERS_CHARGE';

/** The test tokens. Any other is declined. */
export const TEST_CARDS: Readonly<Record<string, Behaviour>> = {
  pm_card_visa: 'ACCEPTS',
  pm_card_declined: 'DECLINES',
  pm_card_insufficient_funds: 'HAS_TOO_LITTLE',
  /** The card is authorised, or charged, but the answer is lost. */
  pm_card_timeout: 'NEVER_ANSWERS',
  /** Authorises, and declines the charge at acceptance. */
  pm_card_charge_declined: 'DECLINES_CHARGE',
  /** Authorises; the charge is made, but its answer is lost. */
  pm_card_charge_timeout: 'NEVER_ANSWERS_CHARGE',
};

export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

export function simulatedGateway(database: Database, clock: Clock): Gateway {
  return {
    async perform(intent) {
      const done = await database.transaction(async (tx) => {
        const known = await operation(tx, intent.id);
        if (known) return { outcome: outcomeOf(known), first: false };
        const result = await execute(tx, intent);
        await remember(tx, intent, result, clock.now());
        return { outcome: outcomeOf(result), first: true };
      });
      if (done.first && isLost(intent)) throw new NoAnswer(`no answer in time about ${intent.id}`);
      return done.outcome;
    },
    async lookup(intent) {
      const known = await operation(database.db, intent.id);
      return known ? outcomeOf(known) : null;
    },
  };
}

interface Result {
  readonly reference: string;
  readonly reason: DeclineReason | null;
}

async function operation(db: Db, key: string): Promise<Result | undefined> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
  const [found] = await db.select().from(simulatedOperations).where(eq(simulatedOperations.key, key));
  return found;
}

async function remember(tx: Db, intent: Intent, result: Result, at: Date): Promise<void> {
  const { amount, currency } = intent.amount;
  await tx.insert(simulatedOperations).values({ key: intent.id, kind: intent.kind, ...result, amount, currency, at });
}

const outcomeOf = ({ reference, reason }: Result): Outcome =>
  reason ? { state: 'FAILED', reason } : { state: 'SUCCEEDED', reference };

const behaviourOf = (intent: Intent): Behaviour => TEST_CARDS[intent.paymentMethod ?? ''] ?? 'DECLINES';

function isLost(intent: Intent): boolean {
  const behaviour = behaviourOf(intent);
  const first = intent.kind === 'AUTHORIZE' || intent.kind === 'TOP_UP' || intent.kind === 'TIP';
  return (first && behaviour === 'NEVER_ANSWERS') || (intent.kind === 'CHARGE' && behaviour === 'NEVER_ANSWERS_CHARGE');
}

/** Changes the card's account as the intent says, where it can. */
async function execute(tx: Db, intent: Intent): Promise<Result> {
  switch (intent.kind) {
    case 'AUTHORIZE':
      return open(tx, intent, 0);
    case 'TOP_UP':
    case 'TIP':
      return open(tx, intent, intent.amount.amount);
    case 'CHARGE':
      return behaviourOf(intent) === 'DECLINES_CHARGE' ? declined('PAYMENT_DECLINED') : change(tx, intent, 'CHARGE');
    case 'VOID':
    case 'REFUND':
      return change(tx, intent, intent.kind);
    case 'PAYOUT':
      return { reference: newId('spo'), reason: null };
  }
}

const declined = (reason: DeclineReason): Result => ({ reference: '', reason });

async function open(tx: Db, intent: Intent, captured: number): Promise<Result> {
  const behaviour = behaviourOf(intent);
  if (behaviour === 'DECLINES') return declined('PAYMENT_DECLINED');
  if (behaviour === 'HAS_TOO_LITTLE') return declined('INSUFFICIENT_FUNDS');
  const { amount, currency } = intent.amount;
  const reference = newId('sch');
  const paymentMethod = intent.paymentMethod ?? '';
  await tx.insert(simulatedCharges).values({ reference, paymentMethod, currency, authorized: amount, captured });
  return { reference, reason: null };
}

async function change(tx: Db, intent: Intent, kind: 'CHARGE' | 'VOID' | 'REFUND'): Promise<Result> {
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
  const [changed] = await tx
    .update(simulatedCharges)
    .set(set)
    .where(and(eq(reference, intent.reference ?? ''), eq(simulatedCharges.currency, currency), allowed))
    .returning({ reference });
  return changed ? { ...changed, reason: null } : declined('PAYMENT_DECLINED');
}
