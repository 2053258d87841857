import { newId } from '@marketplace/kernel/ids';
import { mongoDatabase } from '@marketplace/testing/databases';
import { describeWith } from '@marketplace/testing/services';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UNRATED } from '../src/domain/rating.ts';
import type { ProviderFilter } from '../src/domain/search.ts';
import { collectionsOf } from '../src/infrastructure/collections.ts';
import { listingDocument } from '../src/infrastructure/listing-document.ts';
import { narrowed } from '../src/infrastructure/mongo-search.ts';
import { onMongo } from './opened-stores.ts';
import { cleaning, lawns, wiring } from './search-arbitraries.ts';

const LISTINGS = 3_000;
const anyone: ProviderFilter = {
  near: { latitude: 52.5, longitude: 13.4 },
  radiusMeters: 10_000,
  skillIds: null,
  words: [],
  minRating: null,
  maxPrice: null,
  availableAt: null,
};

describeWith('mongodb', 'a search in MongoDB', (url) => {
  let mongo: Awaited<ReturnType<typeof mongoDatabase>>;
  beforeAll(async () => {
    mongo = await mongoDatabase(url);
    await onMongo(mongo); // makes the collections and their indexes
    const degrees = (from: number, to: number) => fc.double({ min: from, max: to, noNaN: true });
    const somewhere = fc.record({ latitude: degrees(52, 53), longitude: degrees(12.5, 14.5) });
    const skills = fc.uniqueArray(fc.constantFrom(cleaning, wiring, lawns), { minLength: 1, maxLength: 1 });
    const listings = fc.record({ point: somewhere, skillIds: skills });
    const documents = fc
      .sample(listings, { numRuns: LISTINGS, seed: 20_261_125 })
      .map((listing) =>
        listingDocument(
          { providerId: newId('prv'), serviceRadiusMeters: 50_000, offers: [], text: '', ...listing },
          UNRATED,
        ),
      );
    await collectionsOf(mongo.db).listings.insertMany(documents);
  });
  afterAll(() => mongo.close());

  test.each([
    [10_000, null],
    [30_000, null],
    [30_000, [cleaning]],
    [30_000, [cleaning, lawns]],
  ])('looks at no more than twice the matches within %d m for the skills %j', async (radiusMeters, skillIds) => {
    const found = collectionsOf(mongo.db).listings.find(narrowed({ ...anyone, radiusMeters, skillIds }));
    const matches = (await found.toArray()).length;
    const { queryPlanner, executionStats } = await found.explain('executionStats');
    const plan = JSON.stringify(queryPlanner.winningPlan);
    expect(plan).toContain('"IXSCAN"');
    expect(plan).not.toContain('"COLLSCAN"');
    expect(matches).toBeGreaterThan(20);
    expect(matches).toBeLessThan(LISTINGS / 2);
    expect(executionStats.totalKeysExamined).toBeLessThanOrEqual(2 * matches);
    expect(executionStats.totalDocsExamined).toBeLessThanOrEqual(2 * matches);
  });
});
