import { once } from 'node:events';
import { type Receiver, startReceiver } from '@marketplace/testing/receiver';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { guardedPost } from '../src/infrastructure/guarded-post.ts';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answers.length = 0;
});

const post = guardedPost(true);
const REQUEST = { headers: { 'content-type': 'application/json' }, body: '{"ö":1}' };

test('what is posted arrives as it is, and the answer’s status is told', async () => {
  expect(await post(`${receiver.url}/hook?x=1`, REQUEST)).toBe(204);
  expect(receiver.received).toMatchObject([
    { path: '/hook?x=1', headers: { 'content-type': 'application/json', 'content-length': '8' } },
  ]);
  expect(receiver.received[0]?.body.toString('utf8')).toBe('{"ö":1}');
});

test.each([200, 400, 404, 410, 500])('a %i is an answer', async (status) => {
  receiver.answers.push(status);
  expect(await post(receiver.url, REQUEST)).toBe(status);
});

test('a redirect is an answer, and is not followed', async () => {
  receiver.answers.push((_request, response) => response.writeHead(302, { location: `${receiver.url}/inside` }).end());
  expect(await post(receiver.url, REQUEST)).toBe(302);
  expect(receiver.received).toHaveLength(1);
});

test('nobody is asked at an address of this machine or of a private network', async () => {
  const guarded = guardedPost(false);
  const { port } = new URL(receiver.url);
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '0.0.0.0', '169.254.169.254'])
    for (const scheme of ['http', 'https'])
      await expect(guarded(`${scheme}://${host}:${port}/`, REQUEST)).rejects.toThrow(/must start|leads to no/);
  expect(receiver.received).toEqual([]);
});

test('an answer without an end is read only so far', async () => {
  let written = 0;
  const gone = Promise.withResolvers<void>();
  receiver.answers.push((request, response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(16_384))) written += 16_384;
    };
    response.writeHead(200).on('drain', more);
    request.socket.on('close', () => gone.resolve());
    more();
  });
  expect(await post(receiver.url, REQUEST)).toBe(200);
  await gone.promise;
  expect(written).toBeLessThan(64 * 1024 * 1024);
});

test('whoever does not answer in time has not answered', async () => {
  const hanging = Promise.withResolvers<void>();
  receiver.answers.push((request) => {
    once(request.socket, 'close').then(() => hanging.resolve());
  });
  await expect(guardedPost(true, 50)(receiver.url, REQUEST)).rejects.toThrow(/aborted/);
  await hanging.promise;
});

test('whoever drips an answer for longer than that is left, with the status that was given', async () => {
  receiver.answers.push((_request, response) => {
    response.writeHead(200).write('x');
  });
  expect(await guardedPost(true, 50)(receiver.url, REQUEST)).toBe(200);
});

test('whoever hangs up has not answered', async () => {
  receiver.answers.push((request) => request.socket.destroy());
  await expect(post(receiver.url, REQUEST)).rejects.toThrow();
  await expect(post('http://127.0.0.1:1/', REQUEST)).rejects.toThrow('ECONNREFUSED');
});
