import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HOUR, later, systemClock } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import { mongoDatabase, pgliteDatabase } from '@marketplace/testing/databases';
import { describeWith } from '@marketplace/testing/services';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { SearchStore } from '../src/application/ports.ts';
import { weekOf } from '../src/domain/bookable.ts';
import { positionOf } from '../src/domain/position.ts';
import type { ProviderFilter } from '../src/domain/search.ts';
import { mongoStores } from '../src/infrastructure/mongo-stores.ts';
import { postgresStores } from '../src/infrastructure/postgres-stores.ts';
import { cleaning, eur, wiring } from './search-arbitraries.ts';

const MIGRATIONS = path.resolve(import.meta.dirname, '../migrations');
const near = { latitude: 52.52, longitude: 13.405 };
const start = new Date('2026-12-03T09:00:00.000Z');
const end = later(start, 2 * HOUR);

/** The searches by what was worked out anew. */
async function found(store: SearchStore, filter: Partial<ProviderFilter>, sort: 'DISTANCE' | 'PRICE' = 'DISTANCE') {
  const anyone = { near, radiusMeters: 10_000, skillIds: null, words: [], minRating: null, maxPrice: null };
  const search = { filter: { ...anyone, availableAt: null, ...filter }, order: { sort }, after: null, limit: 10 };
  return (await store.search(search)).found.map(({ place }) => [place.id, place.group]);
}

describe('what the first version has stored is found', () => {
  test('in PostgreSQL', async () => {
    const database = await pgliteDatabase();
    const folder = await firstMigration();
    await database.migrate({ context: 'user', folder });
    await rm(folder, { recursive: true });
    const [ada, ben] = [newId('prv'), newId('prv')];
    for (const [id, currencies, amounts, minutes] of [
      [ada, '{USD,EUR,EUR}', '{100,900,700}', '{90,60,180}'],
      [ben, '{}', '{}', '{}'],
    ] as const)
      await database.db.execute(sql`insert into users.listings (provider_id, position, service_chord, skill_ids,
          offer_skills, offer_currencies, offer_amounts, offer_minutes, text)
        values (${id}, cube(${sql.raw(`array[${positionOf(near)}]`)}), 1, '{}',
          (${currencies}::text[]), ${currencies}::text[], ${amounts}::bigint[], ${minutes}::int[], ' ada ')`);
    const windows = `{["${start.toISOString()}","${end.toISOString()}")}`;
    for (const [week, kept] of [
      [weekOf(start), windows],
      [0, '{}'],
    ] as const)
      await database.db.execute(
        sql`insert into users.known_bookable values (${ada}, ${week}, ${kept}::tstzmultirange)`,
      );

    const { search } = await postgresStores(database, systemClock);
    expect(await found(search, {}, 'PRICE')).toEqual([
      [ada, 'EUR'],
      [ben, '~'],
    ]);
    expect(await found(search, { maxPrice: { amount: 700, currency: eur } })).toEqual([[ada, '']]);
    expect(await found(search, { maxPrice: { amount: 699, currency: eur } })).toEqual([]);
    expect(await found(search, { availableAt: later(start, HOUR) })).toEqual([[ada, '']]);
    expect(await found(search, { availableAt: later(start, HOUR + 1) })).toEqual([]);
    await database.close();
  });

  describeWith('mongodb', 'in MongoDB', (url) => {
    test('by cells', async () => {
      const mongo = await mongoDatabase(url);
      const ada = newId('prv');
      const [x, y, z] = positionOf(near);
      const listings = mongo.db.collection<{ _id: string }>('listings');
      const point = { type: 'Point', coordinates: [near.longitude, near.latitude] };
      const rest = { serviceChord: 1, skillIds: [cleaning], offers: [], text: ' ada ' };
      const first = { _id: ada, point, position: { x, y, z }, ...rest, knownRating: { sum: 0, count: 0 } };
      await listings.insertOne(first);
      await listings.createIndex({ point: '2dsphere' });
      const { search } = await mongoStores(mongo, systemClock);
      expect(await found(search, {})).toEqual([[ada, '']]);
      expect(await found(search, { skillIds: [cleaning] })).toEqual([[ada, '']]);
      expect(await found(search, { skillIds: [wiring] })).toEqual([]);
      expect((await listings.indexes()).map(({ name }) => name)).toEqual(['_id_', 'areas_1']);
      await mongo.close();
    });
  });
});

async function firstMigration(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  await cp(MIGRATIONS, folder, { recursive: true });
  const file = path.join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, 1) }));
  return folder;
}
