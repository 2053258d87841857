/**
 * Idempotency keys: a mutation that moves money or creates an order has its effect once, however often it is sent.
 * A claim commits before the work begins, so that it is seen by whoever comes second, and its outcome after the work.
 */
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AccountId, type Id, idFrom, newId } from '@marketplace/kernel/ids';
import { type Refusal, Refused, refuse } from '@marketplace/kernel/refusal';
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { index, jsonb, type PgSchema, pgSchema, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { Database } from './database.ts';

/** What a mutation's work answers: ids and little else, since a repeat shows the entities as they stand then. */
export type Answer = null | boolean | number | string | readonly Answer[] | { readonly [key: string]: Answer };

type Outcome = { readonly answer: Answer } | { readonly refusals: readonly [Refusal, ...Refusal[]] };

const RETENTION = sql.raw(`interval '30 days'`);
const STALE_CLAIM = sql.raw(`interval '60 seconds'`); // far longer than any mutation takes: its process has died
const SWEPT_AT_ONCE = 20; // each claim sweeps a few expired keys, so that no timer has to
const MAX_KEY_LENGTH = 255;

/** `waitMs`: how long a repeat waits for the first call. `pollMs`: how often it looks. */
export interface IdempotencyLimits {
  readonly waitMs: number;
  readonly pollMs: number;
}
const LIMITS: IdempotencyLimits = { waitMs: 10_000, pollMs: 50 };

export interface IdempotentCall {
  readonly account: AccountId;
  readonly mutation: string;
  /** The client's own. */
  readonly key: string;
  /** The coerced input, as the resolver was given it. */
  readonly body: unknown;
}

/** The same for every run under one key, also for one that takes up a claim whose process died. */
export type EffectId = Id<'eff'>;

export interface Idempotency {
  /**
   * Before the first call: frees what a process that died has claimed, where none but this one can be at work. Elsewhere a
   * claim is taken up again after a minute.
   */
  freeClaims(): Promise<void>;
  /**
   * Runs `work` unless it has run under this key, and answers what it answered first; waits while the first is under way.
   * A refusal counts as an answer, but for INVALID_INPUT. After a fault, or a death, the next call runs `work` again under
   * the same effect id: work that makes it the id (or a unique column) of what it creates has its effect once even then.
   * Refuses with IDEMPOTENCY_CONFLICT when the key came with another body, with CONFLICT when the first call takes too long.
   */
  run<R extends Answer>(call: IdempotentCall, work: (effect: EffectId) => Promise<R>): Promise<R>;
}

/** For a context's tables, so that its migrations have it. */
export function idempotencyTable(schema: PgSchema) {
  return schema.table(
    'idempotency_keys',
    {
      account: text().notNull(),
      mutation: text().notNull(),
      key: text().notNull(),
      bodyHash: text('body_hash').notNull(),
      effect: text().notNull(),
      /** Who works on it: null once it has ended, with an outcome or with a fault. */
      claim: text(),
      claimedAt: timestamp('claimed_at', { withTimezone: true }).notNull().defaultNow(),
      outcome: jsonb().$type<Outcome>(),
      createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    },
    (table) => [
      primaryKey({ columns: [table.account, table.mutation, table.key] }),
      index('idempotency_keys_by_age').on(table.createdAt),
    ],
  );
}

export function idempotency(database: Database, schema: string, limits = LIMITS): Idempotency {
  const keys = idempotencyTable(pgSchema(schema));
  const { db } = database;
  const thisKey = ({ account, mutation, key }: IdempotentCall) =>
    and(eq(keys.account, account), eq(keys.mutation, mutation), eq(keys.key, key));

  async function sweep(): Promise<void> {
    const expired = sql`select ctid from ${keys} where ${keys.createdAt} < now() - ${RETENTION} limit ${SWEPT_AT_ONCE}`;
    await db.delete(keys).where(sql`ctid = any(array(${expired}))`);
  }

  /** The effect's id when the claim is ours: the key is new, or nobody works on it and it has no outcome. */
  async function claim(call: IdempotentCall, bodyHash: string, claimant: string): Promise<EffectId | undefined> {
    const { account, mutation, key } = call;
    const [claimed] = await db
      .insert(keys)
      .values({ account, mutation, key, bodyHash, effect: newId('eff'), claim: claimant })
      .onConflictDoUpdate({
        target: [keys.account, keys.mutation, keys.key],
        set: { claim: claimant, claimedAt: sql`now()` },
        setWhere: sql`${keys.outcome} is null and ${keys.bodyHash} = ${bodyHash}
          and (${keys.claim} is null or ${keys.claimedAt} < now() - ${STALE_CLAIM})`,
      })
      .returning({ effect: keys.effect });
    return claimed && idFrom('eff', claimed.effect);
  }

  async function find(call: IdempotentCall) {
    const [found] = await db.select({ bodyHash: keys.bodyHash, outcome: keys.outcome }).from(keys).where(thisKey(call));
    return found;
  }

  /** Ends our claim. Does nothing when another has taken it up meanwhile. */
  async function end(call: IdempotentCall, claimant: string, outcome: Outcome | null): Promise<void> {
    await db
      .update(keys)
      .set({ claim: null, outcome })
      .where(and(thisKey(call), eq(keys.claim, claimant)));
  }

  /** As if it had never been sent: the client mends its input and may keep the key. */
  async function forget(call: IdempotentCall, claimant: string): Promise<void> {
    await db.delete(keys).where(and(thisKey(call), eq(keys.claim, claimant)));
  }

  async function perform<R extends Answer>(call: IdempotentCall, claimant: string, work: () => Promise<R>): Promise<R> {
    try {
      const answer = await work();
      await end(call, claimant, { answer });
      return answer;
    } catch (error) {
      const [first, ...rest] = error instanceof Refused ? error.refusals : [];
      if (!first) await end(call, claimant, null);
      else if ([first, ...rest].some(({ code }) => code === 'INVALID_INPUT')) await forget(call, claimant);
      else await end(call, claimant, { refusals: [first, ...rest] });
      throw error;
    }
  }

  return {
    async freeClaims() {
      if (!database.soleProcess) return;
      await db.update(keys).set({ claim: null }).where(isNotNull(keys.claim));
    },
    async run<R extends Answer>(call: IdempotentCall, work: (effect: EffectId) => Promise<R>): Promise<R> {
      checkKey(call.key);
      await sweep();
      const bodyHash = hashOf(call.body);
      const claimant = randomUUID();
      const patience = Date.now() + limits.waitMs;
      for (;;) {
        const effect = await claim(call, bodyHash, claimant);
        if (effect) return perform(call, claimant, () => work(effect));
        const found = await find(call);
        if (found && found.bodyHash !== bodyHash)
          refuse('IDEMPOTENCY_CONFLICT', 'This idempotency key was used with another input.', ['idempotencyKey']);
        // as: the same mutation with the same input wrote it
        if (found?.outcome) return answerOf(found.outcome) as R;
        if (Date.now() > patience) refuse('CONFLICT', 'The first call with this idempotency key is still under way.');
        await sleep(limits.pollMs);
      }
    },
  };
}

function checkKey(key: string): void {
  if (key.length === 0 || key.length > MAX_KEY_LENGTH || /\p{Cc}/u.test(key))
    refuse('INVALID_INPUT', `An idempotency key has 1 to ${MAX_KEY_LENGTH} printable characters.`, ['idempotencyKey']);
}

function answerOf(outcome: Outcome): Answer {
  if ('refusals' in outcome) throw new Refused(outcome.refusals);
  return outcome.answer;
}

const hashOf = (body: unknown): string => createHash('sha256').update(canonicalJson(body)).digest('base64url');

/** One text for equal values: keys in order, what is undefined left out, a Date as its instant. */
function canonicalJson(value: unknown): string {
  const sorted = JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
  return sorted ?? 'null';
}
