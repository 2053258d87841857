import { newId, type OfferingId } from '@marketplace/kernel/ids';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handlers } from '../src/application/event-handlers.ts';
import { skillBySlug } from '../src/domain/skill-catalogue.ts';
import { imageOf } from '../src/domain/upload.ts';
import { envelope, nobody, openUserContext, type Person, person } from './user-context.ts';

const point = { latitude: 52.52, longitude: 13.405 };
const location = { point, city: 'Berlin', countryCode: 'DE', timeZone: 'Europe/Berlin' };
const UPDATE = 'mutation ($input: UpdateProviderInput!) { updateProvider(input: $input) { userErrors { code } } }';
const OFFER = 'mutation ($input: SaveOfferingInput!) { saveOffering(input: $input) { offering { id } } }';
const PROFILE = /* GraphQL */ `query ($id: ID!, $near: GeoPointInput!) {
  provider(id: $id) { displayName bio location { city } skills { id } portfolio { id } offerings { id } verified }
  searchProviders(filter: { near: $near }) { totalCount }
}`;

describe('an account that was deleted', () => {
  let user: Awaited<ReturnType<typeof openUserContext>>;
  const gone = person('Gone', 'PROVIDER');
  const [shown, unused] = [newId('img'), newId('upl')];
  let offering: OfferingId;
  beforeAll(async () => {
    user = await openUserContext();
    offering = await fill(gone);
    const data = { accountId: gone.account };
    const deleted = envelope('/auth', 'account.deleted', gone.account, 2, data);
    await user.stores.transact({ correlationId: 'test' }, async (tx) => handlers['account.deleted']?.(tx, deleted));
  });
  afterAll(() => user.close());

  async function fill(caller: Person): Promise<OfferingId> {
    await user.ask(caller, '{ viewer { customer { id } } }');
    await user.ask(caller, UPDATE, { input: { bio: 'All about me', location } });
    const input = {
      title: 'Wiring',
      description: 'Gone herself comes',
      skillId: skillBySlug('wiring').id,
      price: { amount: 5_000, currency: 'EUR' },
      priceUnit: 'HOUR',
      durationMinutes: 60,
    };
    const { data } = await user.ask<{ saveOffering: { offering: { id: OfferingId } } }>(caller, OFFER, { input });
    for (const id of [shown, imageOf(unused)]) await user.images.put(id, Buffer.from('an image'));
    const { providerId } = caller;
    await user.stores.transact({ correlationId: 'test' }, async (tx) => {
      await tx.savePortfolioItem({ id: newId('pfi'), providerId, title: 'By Gone', description: '', imageId: shown });
      await tx.saveUpload({ id: unused, providerId, contentType: 'image/png', byteSize: 1, state: 'STORED' });
    });
    return data.saveOffering.offering.id;
  }

  test('leaves nothing of the person, and nobody finds it', async () => {
    const { data } = await user.ask(nobody, PROFILE, { id: gone.providerId, near: point });
    expect(data).toEqual({
      provider: {
        displayName: 'Deleted account',
        bio: '',
        location: null,
        skills: [],
        portfolio: [],
        offerings: [],
        verified: false,
      },
      searchProviders: { totalCount: 0 },
    });
    const { profiles } = user.stores;
    expect(await profiles.customers([gone.customerId])).toMatchObject([{ displayName: 'Deleted account' }]);
    expect(JSON.stringify(await profiles.offeringsOf([gone.providerId]))).not.toContain('Gone');
  });

  test('is told to the rest of the marketplace', async () => {
    expect((await user.published(gone.providerId)).at(-1)).toMatchObject({
      type: 'provider.updated',
      data: { displayName: 'Deleted account', location: null, skillIds: [] },
    });
    expect((await user.published(offering)).at(-1)).toMatchObject({ type: 'offering.saved', data: { active: false } });
  });

  test('can’t be filled again by whoever still has a token', async () => {
    expect((await user.ask(gone, UPDATE, { input: { bio: 'Here again' } })).data.updateProvider).toEqual({
      userErrors: [{ code: 'TOKEN_INVALID' }],
    });
    const { data } = await user.ask(gone, '{ viewer { customer { displayName } provider { displayName } } }');
    const nameless = { displayName: 'Deleted account' };
    expect(data.viewer).toEqual({ customer: nameless, provider: nameless });
  });

  test('loses its images', async () => {
    expect(await user.images.get(shown)).toBeDefined();
    await user.context.start();
    for (const id of [shown, imageOf(unused)]) await eventually(async () => !(await user.images.get(id)));
  });

  test('is empty even if it never had a profile', async () => {
    const late = person('Late');
    const deleted = envelope('/auth', 'account.deleted', late.account, 1, { accountId: late.account });
    await user.stores.transact({ correlationId: 'test' }, async (tx) => handlers['account.deleted']?.(tx, deleted));
    const { data } = await user.ask(late, '{ viewer { customer { displayName } provider { id } } }');
    expect(data.viewer).toEqual({ customer: { displayName: 'Deleted account' }, provider: null });
  });
});
