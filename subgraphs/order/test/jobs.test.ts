import { DAY, HOUR, later, MINUTE } from '@marketplace/kernel/clock';
import { newId, type OrderId, providerOf, type SkillId } from '@marketplace/kernel/ids';
import { pgliteDatabase } from '@marketplace/testing/databases';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  accept,
  acceptedQuote,
  close,
  handyman,
  JOB,
  type JobSeen,
  jobInput,
  post,
  posted,
  quoted,
  quoteInput,
  readJob,
  submit,
  withdraw,
} from './job-world.ts';
import {
  codeOf,
  HAMBURG,
  NOW,
  newCustomer,
  newProvider,
  type OrderWorld,
  openShop,
  operator,
  orderWorld,
  type Person,
  placed,
  read,
  tellPayment,
} from './order-world.ts';

interface JobsSeen {
  readonly edges: { readonly cursor: string; readonly node: JobSeen }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

describe('jobs with quotes', () => {
  let world: OrderWorld;
  let skill: SkillId;
  let customer: Person;
  let provider: Person;
  beforeAll(async () => {
    world = await orderWorld(await pgliteDatabase());
  });
  afterAll(() => world.stop());
  beforeEach(async () => {
    world.moveTo(NOW);
    skill = newId('skl');
    customer = newCustomer();
    provider = await handyman(world, skill);
  });

  const openJobs = (as: Person, after?: string, first = 10) =>
    world.ask<JobsSeen>(
      as,
      `query ($first: Int, $after: String) { openJobs(first: $first, after: $after) {
        edges { cursor node { ${JOB} } } pageInfo { hasNextPage endCursor } } }`,
      { after, first },
    );
  const idsOf = ({ edges }: JobsSeen) => edges.map(({ node }) => node.id);
  const answerPayment = (type: 'payment.authorized' | 'payment.declined' | 'payment.charge_failed', id: OrderId) =>
    tellPayment(world, type, id, { providerId: providerOf(provider.account) }, customer);
  const typesOf = (subject: string) => world.published.flatMap((each) => (each.subject === subject ? [each.type] : []));
  const becomes = (id: string, status: string) =>
    eventually(async () => {
      const job = await readJob(world, customer, id);
      return job?.status === status ? job : undefined;
    });

  test('a job reaches the providers in range who have the skill, with its rounded place and no address', async () => {
    const far = await handyman(world, skill, { point: HAMBURG, radiusMeters: 100_000 });
    const unskilled = await handyman(world, newId('skl'));
    const id = await posted(world, customer, skill);
    const { edges } = await openJobs(provider);
    expect(edges.map(({ node }) => node)).toMatchObject([
      {
        id,
        status: 'OPEN',
        location: { latitude: 52.515, longitude: 13.39 },
        distanceMeters: 1200,
        quotes: [],
        order: null,
      },
    ]);
    expect(JSON.stringify(edges)).not.toContain('Unter den Linden');
    for (const other of [far, unskilled, newProvider()]) {
      expect(idsOf(await openJobs(other))).toEqual([]);
      expect(await readJob(world, other, id)).toBeNull();
    }
    const told = await eventually(() => world.published.find(({ subject }) => subject === id));
    expect(told).toMatchObject({ type: 'job.posted', data: { providerIds: [providerOf(provider.account)] } });
  });

  test('a provider does not find their own job', async () => {
    const id = await posted(world, provider, skill);
    expect(idsOf(await openJobs(provider))).not.toContain(id);
    expect(codeOf(await submit(world, provider, quoteInput(world, id)))).toBe('NOT_FOUND');
    expect(await readJob(world, provider, id)).toMatchObject({ id, distanceMeters: null });
  });

  test('open jobs come newest first, in pages that stay as they are while jobs are added', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      world.advance(1_000);
      ids.unshift(await posted(world, customer, skill));
    }
    const first = await openJobs(provider, undefined, 2);
    expect(idsOf(first)).toEqual(ids.slice(0, 2));
    world.advance(1_000);
    await posted(world, customer, skill);
    const second = await openJobs(provider, first.pageInfo.endCursor, 2);
    expect(idsOf(second)).toEqual(ids.slice(2));
    const mine = await world.ask<JobsSeen>(
      customer,
      '{ myJobs(first: 3) { edges { node { id } } pageInfo { hasNextPage } } }',
    );
    expect(idsOf(mine).slice(1)).toEqual(ids.slice(0, 2));
    expect(mine.pageInfo.hasNextPage).toBe(true);
  });

  test('a quote is seen by its provider and the job’s customer, nobody else', async () => {
    const id = await posted(world, customer, skill);
    const rival = await handyman(world, skill);
    const quoteId = await quoted(world, provider, id);
    const quotesSeenBy = async (as: Person) => (await readJob(world, as, id))?.quotes.map((quote) => quote.id);
    expect(await quotesSeenBy(customer)).toEqual([quoteId]);
    expect(await quotesSeenBy(provider)).toEqual([quoteId]);
    expect(await quotesSeenBy(operator)).toEqual([quoteId]);
    expect(await quotesSeenBy(rival)).toEqual([]);
    expect(await quotesSeenBy(newCustomer())).toBeUndefined();
    expect(codeOf(await withdraw(world, rival, quoteId))).toBe('NOT_FOUND');
    expect(codeOf(await accept(world, newCustomer(), quoteId))).toBe('NOT_FOUND');
    expect(codeOf(await accept(world, provider, quoteId))).toBe('NOT_FOUND');
  });

  test('accepting a quote makes an order, which is accepted by itself once the payment is held', async () => {
    const id = await posted(world, customer, skill);
    const rival = await handyman(world, skill);
    const other = await quoted(world, rival, id);
    const quoteId = await quoted(world, provider, id);
    const { order } = await accept(world, customer, quoteId);
    expect(order).toMatchObject({
      status: 'PENDING',
      offering: null,
      title: 'Dripping tap',
      price: { amount: 9000 },
      provider: { id: providerOf(provider.account) },
      address: 'Unter den Linden 1',
    });
    expect(await read(world, provider, order.id)).toBeNull();
    expect(await readJob(world, customer, id)).toMatchObject({
      status: 'ASSIGNED',
      quotes: [{ id: quoteId }],
      order: { id: order.id },
    });
    expect(codeOf(await accept(world, customer, other))).toBe('TRANSITION_NOT_ALLOWED');
    expect(idsOf(await openJobs(rival))).toEqual([]);

    await answerPayment('payment.authorized', order.id);
    const assigned = await read(world, provider, order.id);
    expect(assigned).toMatchObject({ status: 'ACCEPTED', address: 'Unter den Linden 1', startPin: null, version: 3 });
    expect(assigned?.history.edges.map(({ node }) => node)).toMatchObject([
      { type: 'order.placed', actor: 'CUSTOMER' },
      { type: 'payment.authorized', actor: 'SYSTEM' },
      { type: 'order.accepted', actor: 'SYSTEM' },
    ]);
    await eventually(() => typesOf(other).includes('quote.closed'));
    expect(typesOf(quoteId)).toEqual(['quote.submitted', 'quote.accepted']);
    expect(typesOf(id)).toEqual(['job.posted', 'job.assigned']);
    expect(codeOf(await withdraw(world, rival, other))).toBe('TRANSITION_NOT_ALLOWED');
    expect((await readJob(world, rival, id))?.quotes).toEqual([]);
  });

  test('one key accepts a quote once', async () => {
    const id = await posted(world, customer, skill);
    const quoteId = await quoted(world, provider, id);
    const idempotencyKey = newId('key');
    const answers = await Promise.all([1, 2, 3].map(() => accept(world, customer, quoteId, { idempotencyKey })));
    expect(new Set(answers.map(({ order }) => order.id)).size).toBe(1);
    expect(
      codeOf(
        await accept(world, customer, await quoted(world, provider, await posted(world, customer, skill)), {
          idempotencyKey,
        }),
      ),
    ).toBe('IDEMPOTENCY_CONFLICT');
  });

  test('a payment that fails expires the order and opens the job again, with its quotes', async () => {
    const id = await posted(world, customer, skill);
    const other = await quoted(world, await handyman(world, skill), id);
    const quoteId = await quoted(world, provider, id);
    const first = await acceptedQuote(world, customer, quoteId);
    await answerPayment('payment.declined', first);
    expect(await read(world, customer, first)).toMatchObject({ status: 'EXPIRED' });
    const open = await becomes(id, 'OPEN');
    expect(open).toMatchObject({ order: null, quotes: [{ id: other }, { id: quoteId }] });
    const second = await acceptedQuote(world, customer, quoteId);
    expect(await readJob(world, customer, id)).toMatchObject({ status: 'ASSIGNED', order: { id: second } });
  });

  test('a card that can’t be charged after all opens the job again too; any other end of the order does not', async () => {
    const id = await posted(world, customer, skill);
    const quoteId = await quoted(world, provider, id);
    const first = await acceptedQuote(world, customer, quoteId);
    await answerPayment('payment.authorized', first);
    await answerPayment('payment.charge_failed', first);
    await becomes(id, 'OPEN');
    const second = await acceptedQuote(world, customer, quoteId);
    await answerPayment('payment.authorized', second);
    world.moveTo(later(NOW, 3 * DAY)); // nobody came
    await eventually(async () => (await read(world, customer, second))?.status === 'CANCELLED');
    expect(await readJob(world, customer, id)).toMatchObject({ status: 'ASSIGNED', order: { status: 'CANCELLED' } });
  });

  test('a quote takes no time: whoever is booked meanwhile is not to be had, and the quote stands', async () => {
    const shop = await openShop(world, 0);
    await world.tell('/user', {
      type: 'provider.updated',
      subject: shop.providerId,
      data: {
        providerId: shop.providerId,
        displayName: 'Ada',
        skillIds: [skill],
        location: {
          point: { latitude: 52.52, longitude: 13.405 },
          city: 'Berlin',
          countryCode: 'DE',
          timeZone: 'Europe/Berlin',
        },
        serviceRadiusMeters: 20_000,
        verified: true,
      },
    });
    const id = await posted(world, customer, skill);
    const start = '2026-03-03T10:00:00.000Z';
    const quoteId = await quoted(world, shop.person, id, { start });
    const rivals = await posted(world, newCustomer(), skill);
    await quoted(world, shop.person, rivals, { start }); // both may be quoted for
    await placed(world, shop, newCustomer(), { start: '2026-03-03T09:00:00.000Z' }); // two hours
    expect(codeOf(await accept(world, customer, quoteId))).toBe('SLOT_UNAVAILABLE');
    expect(await readJob(world, customer, id)).toMatchObject({ status: 'OPEN', quotes: [{ id: quoteId }] });
  });

  test('a job is open for 14 days and a quote for 72 hours, less when its start comes sooner', async () => {
    const id = await posted(world, customer, skill);
    const long = await submit(world, provider, quoteInput(world, id, { start: later(NOW, 10 * DAY).toISOString() }));
    expect(long.quote.expiresAt).toBe(later(NOW, 72 * HOUR).toISOString());
    const soon = await submit(world, provider, quoteInput(world, id, { start: later(NOW, 3 * HOUR).toISOString() }));
    expect(soon.quote.expiresAt).toBe(later(NOW, 150 * MINUTE).toISOString());
    world.advance(150 * MINUTE);
    expect(codeOf(await accept(world, customer, soon.quote.id))).toBe('STALE_QUOTE');
    await eventually(() => typesOf(soon.quote.id).includes('quote.expired'));
    world.moveTo(later(NOW, 14 * DAY));
    expect(codeOf(await submit(world, provider, quoteInput(world, id)))).toBe('TRANSITION_NOT_ALLOWED');
    await becomes(id, 'EXPIRED');
  });

  test('a new quote replaces the provider’s open one, and one that was taken back can’t be accepted', async () => {
    const id = await posted(world, customer, skill);
    const first = await quoted(world, provider, id);
    const second = await quoted(world, provider, id, { price: { amount: 8000, currency: 'EUR' } });
    expect((await readJob(world, customer, id))?.quotes).toMatchObject([{ id: second, price: { amount: 8000 } }]);
    expect(codeOf(await accept(world, customer, first))).toBe('STALE_QUOTE');
    expect((await withdraw(world, provider, second)).quote).toMatchObject({ id: second, status: 'WITHDRAWN' });
    expect((await withdraw(world, provider, second)).userErrors).toEqual([]);
    expect(codeOf(await accept(world, customer, second))).toBe('STALE_QUOTE');
    expect((await readJob(world, customer, id))?.quotes).toEqual([]);
  });

  test('closing a job closes its quotes, for its customer alone', async () => {
    const id = await posted(world, customer, skill);
    const quoteId = await quoted(world, provider, id);
    expect(codeOf(await close(world, provider, id))).toBe('NOT_FOUND');
    expect((await close(world, customer, id)).job).toMatchObject({ status: 'CLOSED', quotes: [] });
    expect((await close(world, customer, id)).userErrors).toEqual([]);
    expect(codeOf(await accept(world, customer, quoteId))).toBe('TRANSITION_NOT_ALLOWED');
    await eventually(() => typesOf(quoteId).includes('quote.closed'));
    expect(typesOf(id)).toEqual(['job.posted', 'job.closed']);
    const other = await posted(world, customer, skill);
    await acceptedQuote(world, customer, await quoted(world, provider, other));
    expect(codeOf(await close(world, customer, other))).toBe('TRANSITION_NOT_ALLOWED');
  });

  test('refuses what is no job and what is no quote, by the field', async () => {
    const field = async (answer: Promise<{ userErrors: { code: string; field: string[] | null }[] }>) => {
      const [error] = (await answer).userErrors;
      return `${error?.code} ${error?.field?.join('.')}`;
    };
    const wrongJob = (changes: object) => field(post(world, customer, jobInput(skill, changes)));
    expect(await wrongJob({ title: ' ' })).toBe('INVALID_INPUT title');
    expect(await wrongJob({ title: 'x'.repeat(121) })).toBe('INVALID_INPUT title');
    expect(await wrongJob({ description: '' })).toBe('INVALID_INPUT description');
    expect(await wrongJob({ address: '' })).toBe('INVALID_INPUT address');
    expect(await wrongJob({ location: { latitude: 91, longitude: 0 } })).toBe('INVALID_INPUT location');
    expect(await wrongJob({ skillId: 'plumbing' })).toBe('NOT_FOUND skillId');
    const id = await posted(world, customer, skill);
    const wrongQuote = (changes: object) => field(submit(world, provider, quoteInput(world, id, changes)));
    expect(await wrongQuote({ price: { amount: 0, currency: 'EUR' } })).toBe('INVALID_INPUT price.amount');
    expect(await wrongQuote({ price: { amount: 100_000_001, currency: 'EUR' } })).toBe('AMOUNT_TOO_LARGE price.amount');
    expect(await wrongQuote({ durationMinutes: 50 })).toBe('INVALID_INPUT durationMinutes');
    expect(await wrongQuote({ start: later(NOW, 30 * MINUTE).toISOString() })).toBe('INVALID_INPUT start');
    expect(await wrongQuote({ start: later(NOW, 180 * DAY).toISOString() })).toBe('INVALID_INPUT start');
    expect(await wrongQuote({ message: '' })).toBe('INVALID_INPUT message');
    expect(await wrongQuote({ jobId: newId('job') })).toBe('NOT_FOUND jobId');
    expect(
      codeOf(await accept(world, customer, await quoted(world, provider, id), { payment: { source: 'CARD' } })),
    ).toBe('INVALID_INPUT');
  });

  test('a customer has at most 20 open jobs', async () => {
    for (let count = 0; count < 20; count += 1) await posted(world, customer, skill);
    expect(codeOf(await post(world, customer, jobInput(skill)))).toBe('CONFLICT');
  });

  test('jobs resolve as entities for who may see them, and open jobs are for providers', async () => {
    const id = await posted(world, customer, skill);
    const entities = (as: Person) =>
      world.ask<unknown[]>(as, 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Job { id } } }', {
        r: [
          { __typename: 'Job', id },
          { __typename: 'Job', id: newId('job') },
        ],
      });
    expect(await entities(customer)).toEqual([{ id }, null]);
    expect(await entities(newCustomer())).toEqual([null, null]);
    const { errors } = await world.run(customer, '{ openJobs { edges { cursor } } }');
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});
