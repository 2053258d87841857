import { mongoDatabase, pgliteDatabase, postgresDatabase } from '@marketplace/testing/databases';
import { describeWith } from '@marketplace/testing/services';
import { describe } from 'vitest';
import { type OpenedStores, onMongo, onPostgres } from './opened-stores.ts';
import { portfolioSuite } from './portfolio-suite.ts';
import { profileSuite } from './profile-suite.ts';
import { searchSuite } from './search-suite.ts';

function suites(open: () => Promise<OpenedStores>): void {
  describe('profiles', () => profileSuite(open));
  describe('portfolios', () => portfolioSuite(open));
  describe('search', () => searchSuite(open));
}

describe('user stores (pglite)', () => suites(async () => onPostgres(await pgliteDatabase())));
describeWith('postgres', 'user stores', (url) => suites(async () => onPostgres(await postgresDatabase(url))));
describeWith('mongodb', 'user stores', (url) => suites(async () => onMongo(await mongoDatabase(url))));
