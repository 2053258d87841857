import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportAccountData } from '../src/application/export-account-data.ts';
import { type Running, runReview } from './running.ts';
import { customerAccount, providerAccount } from './samples.ts';
import { at, settled } from './scenes.ts';
import { describeStores } from './stores.ts';

describeStores('a person’s data export', (open) => {
  let running: Running;
  beforeAll(async () => {
    running = await runReview(open);
  });
  afterAll(() => running.close());

  test('holds what they wrote at once, and the other side’s review not before it is public', async () => {
    const order = await settled(running);
    const { customer, provider, submit } = at(running, order);
    const exported = async () => [
      await exportAccountData(running.store.reads, customerAccount(order)),
      await exportAccountData(running.store.reads, providerAccount(order)),
    ];
    await submit(customer, 4, 'A fine job');
    expect(await exported()).toMatchObject([
      { written: [{ rating: 4, comment: 'A fine job' }], received: [], more: false },
      { written: [], received: [], more: false },
    ]);
    await submit(provider, 5, 'A fine host');
    expect(await exported()).toMatchObject([
      { written: [{ comment: 'A fine job' }], received: [{ comment: 'A fine host' }] },
      { written: [{ comment: 'A fine host' }], received: [{ comment: 'A fine job' }] },
    ]);
    expect(await exportAccountData(running.store.reads, customerAccount(await settled(running)))).toMatchObject({
      written: [],
      received: [],
    });
  });
});
