import { randomBytes } from 'node:crypto';
import { newId } from '@marketplace/kernel/ids';
import { onBehalfBody } from '@marketplace/subgraph/on-behalf';
import { isSealed, SEAL_HEADER } from '@marketplace/subgraph/sealed-request';
import { type Receiver, startReceiver } from '@marketplace/testing/receiver';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PublicRequest } from '../src/application/webhook-ports.ts';
import { httpPublicApi } from '../src/infrastructure/http-public-api.ts';

const KEY = randomBytes(32);
const REQUEST: PublicRequest = {
  query: 'query($id: ID!) { order(id: $id) { id } }',
  id: newId('ord'),
  account: newId('acc'),
  roles: ['CUSTOMER'],
  scopes: ['orders:read'],
};

let router: Receiver;
beforeAll(async () => {
  router = await startReceiver();
});
afterAll(() => router.close());
beforeEach(() => {
  router.received.length = 0;
  router.answers.length = 0;
});
const ask = () => httpPublicApi(router.url, KEY)(REQUEST);
const answerWith = (text: string, status = 200) =>
  router.answers.push((_request, response) => response.writeHead(status).end(text));

test('asks the router under a seal for this very request', async () => {
  answerWith('{"data":{"order":{"id":"x"}}}');
  expect(await ask()).toEqual({ data: { order: { id: 'x' } } });
  const [received] = router.received;
  const body = received?.body.toString('utf8') ?? '';
  const { id, ...rest } = REQUEST;
  expect(received?.path).toBe('/internal/on-behalf');
  expect(onBehalfBody.parse(JSON.parse(body))).toEqual({ ...rest, variables: { id } });
  const seal = String(received?.headers[SEAL_HEADER]);
  expect(isSealed({ method: 'POST', url: '/internal/on-behalf', body }, seal, KEY)).toBe(true);
});

test('gives errors on, and what the router leaves out', async () => {
  const errors = [{ message: 'no', path: ['order', 0], extensions: { code: 'FORBIDDEN' } }];
  answerWith(JSON.stringify({ data: null, errors }));
  expect(await ask()).toEqual({ data: null, errors });
  answerWith(JSON.stringify({ errors }));
  expect((await ask()).data).toBeUndefined();
});

test.each([
  ['refuses', () => answerWith('{"errors":[]}', 401)],
  ['fails', () => answerWith('{"errors":[]}', 500)],
  ['answers what is no answer', () => answerWith('<html>')],
  ['sends on to others', () => router.answers.push((_, response) => response.writeHead(307, { location: '/' }).end())],
  ['hangs up', () => router.answers.push((request) => request.socket.destroy())],
])('rejects when the router %s', async (_name, prepare) => {
  prepare();
  await expect(ask()).rejects.toThrow();
  expect(router.received).toHaveLength(1);
});
