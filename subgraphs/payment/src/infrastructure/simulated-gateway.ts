/**
 * A payment gateway for sandboxes and tests: it keeps its own books in its own tables, as a real one would, so that what
 * it did is known after our process died before it wrote the answer down. Its cards and banks are test tokens.
 */
import { type Clock, MINUTE, SECOND } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import { currencyCode, type Money, money } from '@marketplace/kernel/money';
import type { Database, Db } from '@marketplace/storage/database';
import { and, eq, gte, lt, sql } from 'drizzle-orm';
import type { Gateway } from '../application/ports.ts';
import type { DeclineReason, Intent, IntentId, Outcome } from '../domain/intent.ts';
import { type CardBehaviour, type SimulatedState, TEST_BANKS, TEST_CARDS } from './simulated-cards.ts';
import { change, openCharge } from './simulated-charges.ts';
import { simulatedOperations } from './tables.ts';

export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** What the simulated gateway is to tell by itself, and when. */
export interface SimulatedWebhook {
  /** Of no other webhook. */
  readonly id: string;
  readonly about: 'INTENT' | 'DECISION' | 'CHARGEBACK';
  readonly intentId: IntentId;
  readonly afterMs: number;
}

export interface SimulatedGatewayParts {
  readonly database: Database;
  readonly clock: Clock;
  /** Where the owners of cards confirm payments: an address without the intent's id. */
  readonly confirmationUrl: string;
  /** In the transaction that did what is to be told. */
  announce(tx: Db, webhook: SimulatedWebhook): Promise<void>;
}

const DECIDES_AFTER_MS = 5 * SECOND;
const LATE_MS = MINUTE;
const CHARGED_BACK_AFTER_MS = 10 * MINUTE;

export function simulatedGateway(parts: SimulatedGatewayParts): Gateway {
  const { database, clock, confirmationUrl } = parts;
  const outcomeOf = (found: Operation): Outcome => {
    switch (found.state) {
      case 'SUCCEEDED':
        return { state: 'SUCCEEDED', reference: found.reference };
      case 'FAILED':
        return { state: 'FAILED', reason: found.reason ?? 'PAYMENT_DECLINED' };
      case 'NEEDS_CUSTOMER':
        return { state: 'NEEDS_CUSTOMER', reference: found.reference, url: `${confirmationUrl}${found.key}` };
      case 'PROCESSING':
        return { state: 'PROCESSING' };
    }
  };
  return {
    async perform(intent) {
      const done = await database.transaction(async (tx) => {
        const known = await operation(tx, intent.id);
        if (known) return { outcome: outcomeOf(known), first: false };
        const result = await execute(tx, intent);
        await remember(tx, intent, result, clock.now());
        for (const webhook of webhooksOf(intent, result)) await parts.announce(tx, webhook);
        return { outcome: outcomeOf({ ...result, key: intent.id }), first: true };
      });
      if (done.first && isLost(intent)) throw new NoAnswer(`no answer in time about ${intent.id}`);
      return done.outcome;
    },
    async lookup(intent) {
      const known = await operation(database.db, intent.id);
      return known ? outcomeOf(known) : null;
    },
    async cancel(intent) {
      const after = await decideOperation(parts, intent.id, 'NEEDS_CUSTOMER', false);
      if (!after) throw new Error(`the gateway never heard of ${intent.id}`);
      return outcomeOf(after);
    },
    async payoutDestination(token) {
      const bank = TEST_BANKS[token];
      return bank ? { reference: token, label: bank.label, verified: bank.verified } : null;
    },
    movedBetween: (from, to) => movedBetween(database, from, to),
  };
}

interface Result {
  readonly state: SimulatedState;
  readonly reference: string;
  readonly reason: DeclineReason | null;
}

interface Operation extends Result {
  readonly key: string;
}

async function operation(db: Db, key: string) {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
  const [found] = await db.select().from(simulatedOperations).where(eq(simulatedOperations.key, key));
  return found;
}

async function remember(tx: Db, intent: Intent, result: Result, at: Date): Promise<void> {
  const { id: key, kind, paymentMethod } = intent;
  const { amount, currency } = intent.amount;
  await tx.insert(simulatedOperations).values({ ...result, key, kind, paymentMethod, amount, currency, at });
}

/** What waited is decided: by the card's owner, its issuer, or by us giving up. Undefined: there is no such operation. */
export async function decideOperation(
  { database, clock }: Pick<SimulatedGatewayParts, 'database' | 'clock'>,
  key: string,
  waiting: 'NEEDS_CUSTOMER' | 'PROCESSING',
  isApproved: boolean,
): Promise<typeof simulatedOperations.$inferSelect | undefined> {
  return database.transaction(async (tx) => {
    const found = await operation(tx, key);
    if (found?.state !== waiting) return found;
    const decided = {
      state: isApproved ? ('SUCCEEDED' as const) : ('FAILED' as const),
      reason: isApproved ? null : ('PAYMENT_DECLINED' as const),
      at: clock.now(),
    };
    if (isApproved) await openCharge(tx, found);
    await tx.update(simulatedOperations).set(decided).where(eq(simulatedOperations.key, key));
    return { ...found, ...decided };
  });
}

const behaviourOf = (intent: Intent): CardBehaviour => TEST_CARDS[intent.paymentMethod ?? ''] ?? 'DECLINES';

const OPENING: ReadonlySet<string> = new Set(['AUTHORIZE', 'TOP_UP', 'TIP', 'EXTEND'] satisfies Intent['kind'][]);

function isLost(intent: Intent): boolean {
  const behaviour = behaviourOf(intent);
  return (
    (OPENING.has(intent.kind) && behaviour === 'NEVER_ANSWERS') ||
    (intent.kind === 'CHARGE' && behaviour === 'NEVER_ANSWERS_CHARGE')
  );
}

/** Changes the card's account as the intent says, where it can. */
async function execute(tx: Db, intent: Intent): Promise<Result> {
  switch (intent.kind) {
    case 'AUTHORIZE':
    case 'TOP_UP':
    case 'TIP':
    case 'EXTEND':
      return open(tx, intent);
    case 'CHARGE':
      return behaviourOf(intent) === 'DECLINES_CHARGE' ? declined('PAYMENT_DECLINED') : changed(tx, intent, 'CHARGE');
    case 'VOID':
    case 'REFUND':
      return changed(tx, intent, intent.kind);
    case 'PAYOUT':
      return TEST_BANKS[intent.paymentMethod ?? '']?.pays ? succeeded(newId('spo')) : declined('PAYMENT_DECLINED');
  }
}

const declined = (reason: DeclineReason): Result => ({ state: 'FAILED', reference: '', reason });
const succeeded = (reference: string): Result => ({ state: 'SUCCEEDED', reference, reason: null });

async function open(tx: Db, intent: Intent): Promise<Result> {
  const reference = newId('sch');
  switch (behaviourOf(intent)) {
    case 'DECLINES':
      return declined('PAYMENT_DECLINED');
    case 'HAS_TOO_LITTLE':
      return declined('INSUFFICIENT_FUNDS');
    case 'ASKS_OWNER':
      return { state: 'NEEDS_CUSTOMER', reference, reason: null };
    case 'DECIDES_LATER':
      return { state: 'PROCESSING', reference, reason: null };
    default: {
      const { kind, paymentMethod } = intent;
      await openCharge(tx, { reference, kind, paymentMethod, ...intent.amount });
      return succeeded(reference);
    }
  }
}

const changed = async (tx: Db, intent: Intent, kind: 'CHARGE' | 'VOID' | 'REFUND'): Promise<Result> =>
  (await change(tx, intent, kind)) ? succeeded(intent.reference ?? '') : declined('PAYMENT_DECLINED');

/** Which webhooks an operation has; most have none, since its answer tells all. */
function webhooksOf(intent: Intent, { state }: Result): SimulatedWebhook[] {
  const behaviour = behaviourOf(intent);
  const tell = (about: SimulatedWebhook['about'], afterMs: number, times = 1): SimulatedWebhook[] =>
    Array.from({ length: times }, (_, time) => ({ id: `${intent.id}.${time}`, about, intentId: intent.id, afterMs }));
  if (OPENING.has(intent.kind) && state === 'PROCESSING') return tell('DECISION', DECIDES_AFTER_MS);
  if (OPENING.has(intent.kind) && behaviour === 'TELLS_LATE') return tell('INTENT', LATE_MS);
  if (OPENING.has(intent.kind) && behaviour === 'TELLS_TWICE') return tell('INTENT', 0, 3);
  const isCharged = intent.kind === 'CHARGE' || (OPENING.has(intent.kind) && intent.kind !== 'AUTHORIZE');
  return isCharged && behaviour === 'IS_CHARGED_BACK' ? tell('CHARGEBACK', CHARGED_BACK_AFTER_MS) : [];
}

async function movedBetween({ db }: Database, from: Date, to: Date): Promise<Money[]> {
  const { currency, amount, kind, state, at } = simulatedOperations;
  const moved = sql<string>`sum(case
    when ${kind} in ('CHARGE', 'TOP_UP', 'TIP', 'EXTEND') then ${amount}
    when ${kind} in ('REFUND', 'PAYOUT', 'CHARGEBACK') then -${amount} else 0 end)`;
  const found = await db
    .select({ currency, moved })
    .from(simulatedOperations)
    .where(and(eq(state, 'SUCCEEDED'), gte(at, from), lt(at, to)))
    .groupBy(currency);
  return found.map((row) => money(Number(row.moved), currencyCode(row.currency)));
}
