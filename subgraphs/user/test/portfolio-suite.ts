import { newId } from '@marketplace/kernel/ids';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PortfolioItem } from '../src/domain/portfolio.ts';
import type { Upload } from '../src/domain/upload.ts';
import type { OpenedStores } from './opened-stores.ts';

const origin = { correlationId: 'test' };

/** What the portfolio's use cases rely on, whichever database is behind the port. */
export function portfolioSuite(open: () => Promise<OpenedStores>): void {
  let opened: OpenedStores;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());
  beforeEach(() => opened.clear());

  const item = (changes: Partial<PortfolioItem> = {}): PortfolioItem => ({
    id: newId('pfi'),
    providerId: newId('prv'),
    title: 'A kitchen',
    description: '',
    imageId: null,
    ...changes,
  });
  const upload = (changes: Partial<Upload> = {}): Upload => ({
    id: newId('upl'),
    providerId: newId('prv'),
    contentType: 'image/png',
    byteSize: 100,
    state: 'AWAITED',
    ...changes,
  });

  test('an item is replaced by the one that is saved under its id, and deleted', async () => {
    const first = item({ imageId: newId('img') });
    const second = item({ providerId: first.providerId });
    const another = item();
    await opened.stores.transact(origin, async (tx) => {
      for (const each of [first, second, another]) await tx.savePortfolioItem(each);
    });
    const changed = { ...first, title: 'A bathroom' };
    const seen = await opened.stores.transact(origin, async (tx) => {
      await tx.savePortfolioItem(changed);
      return tx.portfolioOf(first.providerId);
    });
    expect(seen).toEqual([changed, second]);
    const { portfoliosOf } = opened.stores.profiles;
    expect(await portfoliosOf([first.providerId, another.providerId])).toEqual([changed, second, another]);
    await opened.stores.transact(origin, (tx) => tx.deletePortfolioItem(first.id));
    expect(await portfoliosOf([first.providerId])).toEqual([second]);
  });

  test('of many who take an upload at the same time one finds it free', async () => {
    const one = upload();
    await opened.stores.transact(origin, (tx) => tx.saveUpload(one));
    const take = () =>
      opened.stores.transact(origin, async (tx) => {
        const found = await tx.upload(one.id);
        if (found?.state !== 'AWAITED') return false;
        await tx.saveUpload({ ...found, state: 'RECEIVING' });
        return true;
      });
    const taken = await Promise.all(Array.from({ length: 8 }, take));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  test('uploads are its provider’s until they are deleted', async () => {
    const [one, other] = [upload(), upload()];
    const inTransaction = <R>(work: Parameters<typeof opened.stores.transact<R>>[1]) =>
      opened.stores.transact(origin, work);
    await inTransaction(async (tx) => {
      for (const each of [one, other]) await tx.saveUpload(each);
    });
    expect(await inTransaction((tx) => tx.uploadsOf(one.providerId))).toEqual([one]);
    await inTransaction((tx) => tx.deleteUpload(one.id));
    expect(await inTransaction((tx) => tx.uploadsOf(one.providerId))).toEqual([]);
    expect(await inTransaction((tx) => tx.upload(one.id))).toBeUndefined();
    expect(await inTransaction((tx) => tx.upload(other.id))).toEqual(other);
  });
}
