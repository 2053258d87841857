import { newId } from '@marketplace/kernel/ids';
import { Refused, refuse } from '@marketplace/kernel/refusal';
import type { Database } from '@marketplace/storage/database';
import { type Idempotency, type IdempotentCall, idempotency, idempotencyTable } from '@marketplace/storage/idempotency';
import { pgliteDatabase, postgresDatabase } from '@marketplace/testing/databases';
import { describeWith } from '@marketplace/testing/services';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { sql } from 'drizzle-orm';
import { pgSchema } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

describe('idempotency (pglite)', () => idempotencySuite(pgliteDatabase));
describeWith('postgres', 'idempotency', (url) => idempotencySuite(() => postgresDatabase(url)));

function idempotencySuite(open: () => Promise<Database>): void {
  const account = newId('acc');
  const call = (over: Partial<IdempotentCall> = {}): IdempotentCall => ({
    account,
    mutation: 'topUpWallet',
    key: 'first',
    body: { amount: { amount: 100, currency: 'USD' } },
    ...over,
  });
  let database: Database;
  let keys: Idempotency;
  beforeAll(async () => {
    database = await open();
    await createTable(database);
    keys = idempotency(database, 'sample', { waitMs: 10_000, pollMs: 5 });
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.db.execute(sql`truncate sample.idempotency_keys`);
  });

  /** Work that counts its runs. */
  function counted<R>(result: () => Promise<R>) {
    const work = async () => {
      work.runs += 1;
      return result();
    };
    work.runs = 0;
    return work;
  }
  const codes = (work: Promise<unknown>) =>
    work.then(
      () => [],
      (error: unknown) => (error instanceof Refused ? error.refusals.map(({ code }) => code) : [String(error)]),
    );

  test('same idempotency key gives the same answer', async () => {
    const work = counted(async () => ({ transactionId: newId('ltx') }));
    const first = await keys.run(call(), work);
    const reordered = { amount: { currency: 'USD', amount: 100 }, note: undefined };
    expect(await keys.run(call({ body: reordered }), work)).toEqual(first);
    expect(work.runs).toBe(1);
  });

  test('same idempotency key gives the same answer, concurrently too: twenty at once have one effect', async () => {
    const work = counted(async () => newId('ltx'));
    const answers = await Promise.all(Array.from({ length: 20 }, () => keys.run(call(), work)));
    expect(new Set(answers).size).toBe(1);
    expect(work.runs).toBe(1);
  });

  test('another body is refused under the same key, also while the first is under way', async () => {
    const first = Promise.withResolvers<string>();
    const started = Promise.withResolvers<void>();
    const running = keys.run(call(), () => {
      started.resolve();
      return first.promise;
    });
    await started.promise;
    expect(await codes(keys.run(call({ body: 'other' }), async () => 1))).toEqual(['IDEMPOTENCY_CONFLICT']);
    first.resolve('done');
    expect(await running).toBe('done');
    expect(await codes(keys.run(call({ body: 'other' }), async () => 1))).toEqual(['IDEMPOTENCY_CONFLICT']);
  });

  test('a key belongs to one account and one mutation', async () => {
    await keys.run(call(), async () => 1);
    expect(await keys.run(call({ account: newId('acc'), body: 'other' }), async () => 2)).toBe(2);
    expect(await keys.run(call({ mutation: 'requestPayout', body: 'other' }), async () => 3)).toBe(3);
  });

  test('who has waited long enough is told of a conflict', async () => {
    const impatient = idempotency(database, 'sample', { waitMs: 0, pollMs: 5 });
    const first = Promise.withResolvers<string>();
    const started = Promise.withResolvers<void>();
    const running = keys.run(call(), () => {
      started.resolve();
      return first.promise;
    });
    await started.promise;
    expect(await codes(impatient.run(call(), async () => 'second'))).toEqual(['CONFLICT']);
    first.resolve('first');
    expect(await running).toBe('first');
  });

  test('a refusal is an answer', async () => {
    const work = counted(async () => refuse('INSUFFICIENT_FUNDS', 'Too little.', ['amount']));
    expect(await codes(keys.run(call(), work))).toEqual(['INSUFFICIENT_FUNDS']);
    const again = await keys.run(call(), work).catch((error: unknown) => error);
    expect(again).toMatchObject({
      refusals: [{ code: 'INSUFFICIENT_FUNDS', message: 'Too little.', field: ['amount'] }],
    });
    expect(work.runs).toBe(1);
  });

  test('invalid input is not remembered: mended, it may keep its key', async () => {
    expect(await codes(keys.run(call({ body: 'wrong' }), async () => refuse('INVALID_INPUT', 'No.')))).toEqual([
      'INVALID_INPUT',
    ]);
    expect(await keys.run(call({ body: 'mended' }), async () => 'done')).toBe('done');
  });

  test('after a fault the same effect is tried again', async () => {
    const effects: string[] = [];
    const failing = keys.run(call(), async (effect) => {
      effects.push(effect);
      throw new Error('connection lost');
    });
    await expect(failing).rejects.toThrow('connection lost');
    await keys.run(call(), async (effect) => effects.push(effect));
    expect(effects[1]).toBe(effects[0]);
  });

  test('a claim whose process died is taken up after a minute, under the same effect id', async () => {
    const dead = Promise.withResolvers<string>();
    const started = Promise.withResolvers<string>();
    const first = keys.run(call(), (effect) => {
      started.resolve(effect);
      return dead.promise;
    });
    const effect = await started.promise;
    await database.db.execute(sql`update sample.idempotency_keys set claimed_at = now() - interval '61 seconds'`);
    expect(await keys.run(call(), async (again) => ({ same: again === effect }))).toEqual({ same: true });
    dead.resolve('late'); // it was only slow: its answer no longer counts
    await first;
    expect(await keys.run(call(), async () => ({ same: false }))).toEqual({ same: true });
  });

  test('what a killed process had claimed is free when the next one starts, where no other can be at work', async () => {
    const dead = Promise.withResolvers<string>();
    const started = Promise.withResolvers<string>();
    const first = keys.run(call(), (effect) => {
      started.resolve(effect);
      return dead.promise;
    });
    const effect = await started.promise;
    const next = idempotency(database, 'sample', { waitMs: 20, pollMs: 5 });
    await next.freeClaims();
    const again = next.run(call(), async (same) => same);
    if (database.soleProcess) expect(await again).toBe(effect);
    else expect(await codes(again)).toEqual(['CONFLICT']);
    dead.resolve('late');
    await first;
  });

  test('a key is forgotten after thirty days', async () => {
    await keys.run(call(), async () => 'first');
    await database.db.execute(sql`update sample.idempotency_keys set created_at = now() - interval '31 days'`);
    expect(await keys.run(call({ body: 'other' }), async () => 'second')).toBe('second');
  });

  test.each(['', 'a\u0000b', 'x'.repeat(256)])('a key that is no key is refused: %j', async (key) => {
    expect(await codes(keys.run(call({ key }), async () => 1))).toEqual(['INVALID_INPUT']);
  });
}

async function createTable(database: Database): Promise<void> {
  const schema = pgSchema('sample');
  const empty = generateDrizzleJson({});
  const statements = await generateMigration(empty, generateDrizzleJson({ schema, keys: idempotencyTable(schema) }));
  for (const statement of statements) await database.db.execute(sql.raw(statement));
}
