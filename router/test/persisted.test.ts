import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RouterInTest, routerOver } from './support/test-router.ts';

let router: RouterInTest<'a'>;
beforeEach(async () => {
  router = await routerOver({
    a: { sdl: 'type Query { a(x: Int): Int }', resolvers: { Query: { a: (_: unknown, { x }: { x: number }) => x } } },
  });
});
afterEach(() => router.stop());

const TEXT = 'query Q($x: Int) { a(x: $x) }';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

async function ask(body: object, hash: unknown = sha256(TEXT), version = 1) {
  const response = await fetch(router.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ ...body, extensions: { persistedQuery: { version, sha256Hash: hash } } }),
  });
  return { status: response.status, body: await response.json() };
}

const notFound = {
  status: 200,
  body: { errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] },
};

test('a hash stands for its operation once the text was sent with it', async () => {
  expect(await ask({ variables: { x: 1 } })).toEqual(notFound);
  expect((await ask({ query: TEXT, variables: { x: 2 } })).body).toEqual({ data: { a: 2 } });
  expect((await ask({ variables: { x: 3 } })).body).toEqual({ data: { a: 3 } });
  expect((await ask({ variables: { x: 4 } }, sha256(TEXT).toUpperCase())).body).toEqual({ data: { a: 4 } });
});

test('by GET, too', async () => {
  await ask({ query: TEXT });
  const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: sha256(TEXT) } });
  const parameters = new URLSearchParams({ extensions, variables: '{"x":5}' });
  expect(await (await fetch(`${router.url}?${parameters}`)).json()).toEqual({ data: { a: 5 } });
});

test('nobody can put another text under a hash, nor one that is not valid', async () => {
  expect(await ask({ query: '{ __typename }' })).toMatchObject({ status: 400 });
  const wrong = '{ nothing }';
  expect(await ask({ query: wrong }, sha256(wrong))).toMatchObject({ status: 400 });
  expect(await ask({}, sha256(wrong))).toEqual(notFound);
});

test.each([
  ['no hash', undefined, 1],
  ['a number', 7, 1],
  ['another version', sha256(TEXT), 2],
  ['a short hash', 'abc', 1],
])('%s is refused', async (_name, hash, version) => {
  expect(await ask({}, hash ?? null, version)).toMatchObject({ status: 400 });
});
