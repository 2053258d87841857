import { isDeepStrictEqual } from 'node:util';
import { newId, type OrderId, providerOf } from '@marketplace/kernel/ids';
import { money } from '@marketplace/kernel/money';
import type { EventDraft } from '@marketplace/messaging/envelope';
import { pgliteDatabase } from '@marketplace/testing/databases';
import { arrivals, previousVersion } from '@marketplace/testing/deliveries';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventHandlers } from '../src/application/handle-events.ts';
import { DEFAULT_SETTINGS } from '../src/domain/settings.ts';
import { acceptedQuote, handyman, posted, quoted, readJob } from './job-world.ts';
import {
  BERLIN,
  codeOf,
  EUR,
  newCustomer,
  newProvider,
  type OrderAnswer,
  type OrderWorld,
  openShop,
  orderInput,
  orderWorld,
  type Person,
  PLACE,
  paymentDraft,
  placed,
  read,
  type Shop,
  slots,
  TUESDAY_AT_TEN,
} from './order-world.ts';

const offeringSaved = (offeringId: Shop['offeringId'], { providerId }: Shop, amount: number): EventDraft => ({
  type: 'offering.saved',
  subject: offeringId,
  data: {
    offeringId,
    providerId,
    title: 'Windows',
    skillId: newId('skl'),
    price: money(amount, EUR),
    priceUnit: 'JOB',
    durationMinutes: 60,
    active: true,
  },
});

function providerUpdated({ account }: Person, skillIds: readonly ReturnType<typeof newId<'skl'>>[]): EventDraft {
  const providerId = providerOf(account);
  const location = { point: BERLIN, city: 'Berlin', countryCode: 'DE', timeZone: 'Europe/Berlin' };
  const profile = { displayName: 'Ada', skillIds: [...skillIds], location, serviceRadiusMeters: 20_000 };
  return { type: 'provider.updated', subject: providerId, data: { providerId, ...profile, verified: true } };
}

const accountCreated = ({ account }: Person): EventDraft => ({
  type: 'account.created',
  subject: account,
  data: {
    accountId: account,
    email: 'grace@example.com',
    displayName: 'Grace',
    roles: ['CUSTOMER'],
    locale: 'en',
    emailVerified: false,
  },
});
const emailVerified = ({ account }: Person): EventDraft => ({
  type: 'account.email_verified',
  subject: account,
  data: { accountId: account, email: 'grace@example.com' },
});

const hold = (world: OrderWorld, as: Person, offeringId: Shop['offeringId']) =>
  world.ask<{ slotHold: { price: { amount: number } } }>(
    as,
    'mutation ($input: HoldSlotInput!) { holdSlot(input: $input) { slotHold { price { amount } } userErrors { code } } }',
    { input: { offeringId, start: TUESDAY_AT_TEN } },
  );

describe('duplicates and reordering within a subject give the same end state', () => {
  let world: OrderWorld;
  beforeAll(async () => {
    world = await orderWorld(await pgliteDatabase());
  });
  afterAll(() => world.stop());

  /** Delivers new events about a subject in this order. */
  async function deliver(source: `/${string}`, drafts: readonly EventDraft[], arrival: readonly number[]) {
    const events = world.eventsFrom(source, drafts);
    for (const position of arrival)
      for (const event of events.slice(position, position + 1)) await world.deliver(event);
  }

  test('of a quoted order, whose payment is held, can’t be charged and is released', async () => {
    const types = ['payment.authorized', 'payment.charge_failed', 'payment.released'] as const;
    const skill = newId('skl');
    const walks: (readonly [Person, OrderId, string])[] = [];
    for (const arrival of arrivals([0, 1, 2])) {
      const [customer, provider] = [newCustomer(), await handyman(world, skill)];
      const job = await posted(world, customer, skill);
      const order = await acceptedQuote(world, customer, await quoted(world, provider, job));
      const of = { providerId: providerOf(provider.account) };
      await deliver(
        '/payment',
        types.map((type) => paymentDraft(type, order, of, customer)),
        arrival,
      );
      walks.push([customer, order, job]);
    }
    await world.quiet();
    for (const [customer, id, job] of walks) {
      const order = await read(world, customer, id);
      expect(order?.history.edges.map(({ node }) => node.type)).toEqual([
        'order.placed',
        'payment.authorized',
        'order.accepted',
        'order.cancelled',
      ]);
      expect(await readJob(world, customer, job)).toMatchObject({ status: 'OPEN', quotes: [{ status: 'OPEN' }] });
    }
  });

  test('of an offering that is saved three times', async () => {
    const shop = await openShop(world);
    const ids: Shop['offeringId'][] = [];
    for (const arrival of arrivals([0, 1, 2])) {
      const id = newId('off');
      const drafts = [1_000, 2_000, 3_000].map((amount) => offeringSaved(id, shop, amount));
      await deliver('/user', drafts, arrival);
      ids.push(id);
    }
    await world.quiet();
    const customer = newCustomer();
    for (const id of ids) expect((await hold(world, customer, id)).slotHold.price).toEqual({ amount: 3_000 });
  });

  test('of a provider who changes the trade twice', async () => {
    const skills = [newId('skl'), newId('skl'), newId('skl')] as const;
    const customer = newCustomer();
    const jobs: string[] = [];
    for (const skill of skills) jobs.push(await posted(world, customer, skill));
    const providers: Person[] = [];
    for (const arrival of arrivals([0, 1, 2])) {
      const provider = newProvider();
      const drafts = skills.map((skill) => providerUpdated(provider, [skill]));
      await deliver('/user', drafts, arrival);
      providers.push(provider);
    }
    await world.quiet();
    for (const provider of providers)
      expect(await Promise.all(jobs.map(async (job) => (await readJob(world, provider, job)) !== null))).toEqual([
        false,
        false,
        true,
      ]);
  });
});

describe('outside a sandbox', () => {
  let world: OrderWorld;
  beforeAll(async () => {
    world = await orderWorld(await pgliteDatabase(), { sandbox: false });
  });
  afterAll(() => world.stop());

  const mayOrder = async (customer: Person) => {
    const input = orderInput(await openShop(world));
    return codeOf(await world.ask<OrderAnswer>(customer, PLACE, { input })) !== 'CONFLICT';
  };

  test('duplicates and reordering within a subject give the same end state of an account that is verified', async () => {
    for (const arrival of arrivals([0, 1])) {
      const customer = newCustomer();
      const events = world.eventsFrom('/auth', [accountCreated(customer), emailVerified(customer)]);
      for (const position of arrival)
        for (const event of events.slice(position, position + 1)) await world.deliver(event);
      await world.quiet();
      expect(await mayOrder(customer)).toBe(true);
    }
  });

  test('an account of before addresses were verified is not taken for verified', async () => {
    const customer = newCustomer();
    for (const event of world.eventsFrom('/auth', [accountCreated(customer)]))
      await world.deliver(previousVersion(event));
    await world.quiet();
    expect(await mayOrder(customer)).toBe(false);
  });
});

describe('an event of the previous schema version is accepted', () => {
  let world: OrderWorld;
  let shop: Shop;
  const customer = newCustomer();
  beforeAll(async () => {
    world = await orderWorld(await pgliteDatabase());
  });
  afterAll(() => world.stop());
  beforeEach(async () => {
    shop = await openShop(world);
  });

  const statusSeen = async (as: Person, id: OrderId) => (await read(world, as, id))?.status;
  /** What comes before the event, the event, and what is to be seen then. */
  type Hearing = readonly [drafts: readonly EventDraft[], seen: () => Promise<unknown>, expected: unknown];
  const ofPayment = async (
    type: 'payment.authorized' | 'payment.declined',
    as: Person,
    expected: string,
  ): Promise<Hearing> => {
    const id = await placed(world, shop, customer);
    return [[paymentDraft(type, id, shop, customer)], () => statusSeen(as, id), expected];
  };
  /** Before a price was proposed: what is heard of one comes too late. */
  const ofPrice = async (type: 'payment.price_held' | 'payment.price_declined'): Promise<Hearing> => {
    const id = await placed(world, shop, customer);
    const { subject, data } = paymentDraft('payment.authorized', id, shop, customer);
    const draft: EventDraft = { type, subject, data: { ...data, price: money(9_900, EUR) } };
    return [[draft], async () => (await read(world, customer, id))?.price.amount, 8_400];
  };
  const nothingToSee = async () => undefined;

  const HEARD: Readonly<Record<string, () => Promise<Hearing>>> = {
    'account.created': async () => [[accountCreated(customer)], nothingToSee, undefined],
    'account.email_verified': async () => [[emailVerified(newCustomer())], nothingToSee, undefined],
    'account.deleted': async () => {
      const { account } = shop.person;
      const draft: EventDraft = { type: 'account.deleted', subject: account, data: { accountId: account } };
      return [[draft], () => slots(world, shop.offeringId), []];
    },
    'payment.authorized': () => ofPayment('payment.authorized', shop.person, 'PENDING'),
    'payment.declined': () => ofPayment('payment.declined', customer, 'EXPIRED'),
    'payment.charge_failed': async () => {
      const skill = newId('skl');
      const provider = await handyman(world, skill);
      const id = await acceptedQuote(
        world,
        customer,
        await quoted(world, provider, await posted(world, customer, skill)),
      );
      const of = { providerId: providerOf(provider.account) };
      const types = ['payment.authorized', 'payment.charge_failed'] as const;
      const drafts = types.map((type) => paymentDraft(type, id, of, customer));
      return [drafts, () => statusSeen(customer, id), 'CANCELLED'];
    },
    'payment.price_held': () => ofPrice('payment.price_held'),
    'payment.price_declined': () => ofPrice('payment.price_declined'),
    'provider.updated': async () => {
      const [provider, skill] = [newProvider(), newId('skl')];
      const job = await posted(world, customer, skill);
      return [[providerUpdated(provider, [skill])], async () => (await readJob(world, provider, job))?.id, job];
    },
    'offering.saved': async () => {
      const id = newId('off');
      const price = async () => (await hold(world, newCustomer(), id)).slotHold?.price.amount;
      return [[offeringSaved(id, shop, 7_000)], price, 7_000];
    },
  };

  test('of every type that is acted on', () => {
    expect(Object.keys(HEARD).toSorted()).toEqual(
      Object.keys(eventHandlers({ clock: world.clock, settings: DEFAULT_SETTINGS })).toSorted(),
    );
  });

  test.each(Object.keys(HEARD))('%s', async (type) => {
    const hearing = await HEARD[type]?.();
    if (!hearing) throw new Error(`no ${type}`);
    const [drafts, seen, expected] = hearing;
    for (const event of world.eventsFrom('/another', drafts)) await world.deliver(previousVersion(event));
    await world.quiet();
    await eventually(async () => isDeepStrictEqual(await seen(), expected));
  });
});
