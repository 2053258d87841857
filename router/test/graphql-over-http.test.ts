/** The specification's own audits, MUST, SHOULD and MAY alike. */
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RouterInTest, routerOver } from './support/test-router.ts';

let router: RouterInTest<'a'>;
beforeAll(async () => {
  router = await routerOver({ a: { sdl: 'type Query { a: Int }', resolvers: {} } });
});
afterAll(() => router.stop());

// The address is only known once the router listens, and is asked for at each audit.
const audits = serverAudits({ url: () => router.url, fetchFn: fetch });

test('there are 61 of them', () => {
  expect(audits).toHaveLength(61);
});

test.each(audits.map(({ id, name, fn }) => [`${id} ${name}`, fn] as const))('%s', async (_name, audit) => {
  const result = await audit();
  expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
});
