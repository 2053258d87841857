import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type UpstreamAnswer, UpstreamError } from '../src/transport/upstream.ts';
import { shop } from './support/shop.ts';
import type { TestSubgraphs } from './support/supergraph.ts';
import { type RouterInTest, routerOver } from './support/test-router.ts';

describe('a subgraph that fails', () => {
  let router: RouterInTest<keyof typeof shop>;
  beforeEach(async () => {
    router = await routerOver(shop);
  });
  afterEach(() => router.stop());

  test('takes only its own fields with it, and the rest is answered', async () => {
    router.upstreams.shipping.failWith(() => Promise.reject(new UpstreamError('unavailable', 'connection refused')));
    const { data, errors } = await router.ask('{ product(id: "p1") { name ... on Furniture { shippingCost } } }');
    expect(data).toEqual({ product: { name: 'Chair', shippingCost: null } });
    expect(errors).toEqual([
      {
        message: 'The service behind this field is not available.',
        path: ['product', 'shippingCost'],
        extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
      },
    ]);
  });

  test('is told apart from one that takes too long', async () => {
    router.upstreams.reviews.failWith(() => Promise.reject(new UpstreamError('timeout', 'no answer')));
    const { data, errors } = await router.ask('{ review(id: "r1") { text } product(id: "p2") { name } }');
    expect(data).toEqual({ review: null, product: { name: 'Novel' } });
    expect(errors).toMatchObject([{ path: ['review'], extensions: { code: 'SUBGRAPH_TIMEOUT' } }]);
  });

  test('nulls in every place where its fields were asked for, by the schema', async () => {
    router.upstreams.reviews.failWith(() => Promise.reject(new UpstreamError('unavailable', 'refused')));
    const { data, errors } = await router.ask(
      '{ things { ... on Product { name reviews { id } } } product(id: "p1") { id } }',
    );
    expect(data).toEqual({ things: [null, null, null], product: { id: 'p1' } });
    expect(errors?.map(({ path }) => path)).toEqual([
      ['things', 0, 'reviews'],
      ['things', 1, 'reviews'],
      ['things', 2],
    ]);
  });

  test('fails what other subgraphs compute from its fields for the same reason', async () => {
    const { catalog, shipping } = router.upstreams;
    catalog.failWith(() => Promise.reject(new UpstreamError('unavailable', 'refused')));
    const { data, errors } = await router.ask('{ topReviews { id product { ... on Furniture { id shippingCost } } } }');
    expect(data.topReviews[0]).toEqual({ id: 'r1', product: { id: 'p1', shippingCost: null } });
    expect(errors?.[0]).toMatchObject({
      path: ['topReviews', 0, 'product', 'shippingCost'],
      extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
    });
    expect(shipping.asked).toEqual([]);
  });

  test.each<[string, UpstreamAnswer]>([
    ['no data', { data: null }],
    ['data that is no object', { data: [1] }],
    ['errors that are none', { errors: 'many' }],
    ['nothing at all', {}],
  ])('with %s is not available', async (_name, answer) => {
    router.upstreams.reviews.failWith(async () => answer);
    const { data, errors } = await router.ask('{ review(id: "r1") { text } }');
    expect(data).toEqual({ review: null });
    expect(errors).toMatchObject([{ path: ['review'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
  });

  test.each<[string, unknown]>([
    ['a string for an object', 'r1'],
    ['a list for an object', [{ text: 'x' }]],
  ])('with %s gives null and says where', async (_name, review) => {
    router.upstreams.reviews.failWith(async () => ({ data: { review } }));
    const { data, errors } = await router.ask('{ review(id: "r1") { text } }');
    expect(data).toEqual({ review: null });
    expect(errors).toMatchObject([{ path: ['review'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
  });

  test.each<[string, object, (string | number)[]]>([
    ['a number for a string', { text: 7, stars: 1 }, ['review', 'text']],
    ['text for a number', { text: 'x', stars: 'five' }, ['review', 'stars']],
    ['a number that is no Int', { text: 'x', stars: 1.5 }, ['review', 'stars']],
    ['a field left out', { stars: 1 }, ['review', 'text']],
  ])('with %s gives null and says where', async (_name, review, path) => {
    router.upstreams.reviews.failWith(async () => ({ data: { review } }));
    const { errors } = await router.ask('{ review(id: "r1") { text stars } }');
    expect(errors).toMatchObject([{ path }]);
  });

  test('with too few entities leaves none of them in the wrong place', async () => {
    router.upstreams.catalog.failWith(async () => ({ data: { _entities: [{ name: 'Chair' }] } }));
    const { data, errors } = await router.ask('{ topReviews { id product { name } } }');
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ path: ['topReviews', 0, 'product', 'name'] }]);
  });

  test('can send errors without data, which stand at its fields without its insides', async () => {
    const extensions = { code: 'FORBIDDEN', stacktrace: ['at secret.ts'], exception: {}, hint: 'ask' };
    router.upstreams.reviews.failWith(async () => ({ errors: [{ message: 'not you', extensions }] }));
    const { data, errors } = await router.ask('{ review(id: "r1") { text } }');
    expect(data).toEqual({ review: null });
    expect(errors).toEqual([{ message: 'not you', path: ['review'], extensions: { code: 'FORBIDDEN', hint: 'ask' } }]);
  });

  test('may add errors that belong to no null: they are told without a path', async () => {
    router.upstreams.reviews.failWith(async () => ({
      data: { review: { text: 'x' } },
      errors: [{ message: 'deprecated', path: ['review', 'text'] }, { message: 'slow' }],
    }));
    const { data, errors } = await router.ask('{ review(id: "r1") { text } }');
    expect(data).toEqual({ review: { text: 'x' } });
    expect(errors).toEqual([
      { message: 'deprecated', extensions: { code: 'INTERNAL_SERVER_ERROR' } },
      { message: 'slow', extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
  });

  test('cannot change the nature of an object with its answer', async () => {
    router.upstreams.reviews.failWith(async () =>
      JSON.parse('{"data":{"review":{"text":"x"},"__proto__":{"polluted":true}}}'),
    );
    expect(await router.ask('{ review(id: "r1") { text } }')).toEqual({ data: { review: { text: 'x' } } });
    expect('polluted' in {}).toBe(false);
  });
});

test('in development errors name their subgraph', async () => {
  const router = await routerOver(shop, { nameSubgraphs: true });
  router.upstreams.reviews.failWith(() => Promise.reject(new UpstreamError('unavailable', 'refused')));
  const { errors } = await router.ask('{ review(id: "r1") { text } }');
  expect(errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'reviews' } }]);
  await router.stop();
});

describe('a field that several subgraphs share', () => {
  const viewer = (field: string, resolved: unknown): TestSubgraphs[string] => ({
    sdl: `type Query { viewer: Viewer @shareable } type Viewer { ${field}: String }`,
    resolvers: { Query: { viewer: () => resolved } },
  });
  const ask = '{ viewer { email name } }';

  test('keeps what one of them knows when another knows nothing', async () => {
    const router = await routerOver({ auth: viewer('email', { email: 'a@b.c' }), user: viewer('name', null) });
    expect(await router.ask(ask)).toEqual({ data: { viewer: { email: 'a@b.c', name: null } } });
    await router.stop();
  });

  test.each(['auth', 'user'] as const)('keeps the rest when %s fails, and says what is missing', async (failing) => {
    const router = await routerOver({
      auth: viewer('email', { email: 'a@b.c' }),
      user: viewer('name', { name: 'Ann' }),
    });
    router.upstreams[failing].failWith(() => Promise.reject(new UpstreamError('unavailable', 'refused')));
    const { data, errors } = await router.ask(ask);
    const missing = failing === 'auth' ? 'email' : 'name';
    expect(data).toEqual({ viewer: { email: 'a@b.c', name: 'Ann', [missing]: null } });
    expect(errors).toMatchObject([{ path: ['viewer', missing], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
    await router.stop();
  });
});
