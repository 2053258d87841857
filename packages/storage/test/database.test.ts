import type { Database } from '@marketplace/storage/database';
import { notify, rows } from '@marketplace/storage/database';
import { databaseError, EXCLUSION_VIOLATION, UNIQUE_VIOLATION } from '@marketplace/storage/errors';
import { pgliteDatabase, postgresDatabase } from '@marketplace/testing/databases';
import { eventually } from '@marketplace/testing/eventually';
import { describeWith } from '@marketplace/testing/services';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

describe('database (pglite)', () => databaseSuite(pgliteDatabase));
describeWith('postgres', 'database', (url) => databaseSuite(() => postgresDatabase(url)));

/** What every context relies on, whichever database is behind it. */
function databaseSuite(open: () => Promise<Database>): void {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await database.migrate({ context: 'sample', folder: new URL('sample-migrations', import.meta.url).pathname });
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.db.execute(sql`truncate sample.bookings, sample.entries`);
  });

  const book = (provider: string, from: number, to: number) =>
    database.db.execute(sql`insert into sample.bookings values (${provider}, int4range(${from}::int, ${to}::int))`);
  const bookings = async () =>
    (await rows<{ count: number }>(database.db, sql`select count(*)::int as count from sample.bookings`))[0]?.count;

  test('migrating again changes nothing', async () => {
    await database.migrate({ context: 'sample', folder: new URL('sample-migrations', import.meta.url).pathname });
    expect(await bookings()).toBe(0);
  });

  test('a transaction that throws leaves nothing behind', async () => {
    const failing = database.transaction(async (tx) => {
      await tx.execute(sql`insert into sample.bookings values ('a', int4range(1, 2))`);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await bookings()).toBe(0);
  });

  test('an overlap is refused by the exclusion constraint, and the error names it', async () => {
    await book('a', 1, 3);
    await book('b', 1, 3);
    await book('a', 3, 4);
    const error = await book('a', 2, 4).catch(databaseError);
    expect(error).toMatchObject({ code: EXCLUSION_VIOLATION, constraint: 'bookings_do_not_overlap' });
  });

  test('an error at commit is told like one at a statement', async () => {
    const unbalanced = database.transaction(async (tx) => {
      await tx.execute(sql`insert into sample.entries values (1, 5)`);
    });
    expect(await unbalanced.catch(databaseError)).toMatchObject({ code: '23514' });
    await database.transaction(async (tx) => {
      await tx.execute(sql`insert into sample.entries values (1, 5), (2, -5)`);
    });
    const twice = database.db.execute(sql`insert into sample.entries values (1, 0)`);
    expect(await twice.then(() => undefined, databaseError)).toMatchObject({ code: UNIQUE_VIOLATION });
  });

  test('a listener hears of commits alone', async () => {
    const heard: string[] = [];
    const unlisten = await database.listen('sample_channel', (payload) => heard.push(payload));
    await database
      .transaction(async (tx) => {
        await notify(tx, 'sample_channel', 'rolled back');
        throw new Error('no');
      })
      .catch(() => {});
    await database.transaction((tx) => notify(tx, 'sample_channel', 'committed'));
    await eventually(() => heard.includes('committed'));
    expect(heard).not.toContain('rolled back');
    await unlisten();
  });

  test('a fault that is not the database’s own is told apart', () => {
    expect(databaseError(new Error('other'))).toBeUndefined();
    expect(databaseError(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))).toBeUndefined();
  });
}
