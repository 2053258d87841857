import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { eventually } from '@marketplace/testing/eventually';
import { expect, test } from 'vitest';
import { IDENTITY_HEADER, identityKey, signIdentity } from '../src/identity.ts';

const SECRET = 'a secret of at least thirty-two bytes';
const service = new URL('sample-service.ts', import.meta.url).pathname;

function start(variables: Record<string, string>): ChildProcess & { lines: Record<string, unknown>[] } {
  const child = spawn(process.execPath, [service], {
    env: { PATH: process.env.PATH, PORT: '0', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: Record<string, unknown>[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(JSON.parse(line)));
  return Object.assign(child, { lines });
}

test('SIGTERM drains: the request under way is answered, the parts are closed, and the process exits with 0', async () => {
  const child = start({ ROUTER_SECRET: SECRET });
  const { url } = await eventually(() => child.lines.find(({ message }) => message === 'serving'));
  const caller = {
    account: null,
    name: null,
    roles: [],
    scopes: [],
    signIn: null,
    requestId: 'r',
    address: null,
    userAgent: null,
  };
  const answer = fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [IDENTITY_HEADER]: signIdentity(caller, 'sample', identityKey(SECRET, 'sample')),
    },
    body: JSON.stringify({ query: '{ slow }' }),
  });
  await eventually(() => child.lines.some(({ message }) => message === 'asked'));
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await (await answer).json()).toEqual({ data: { slow: 'answered while draining' } });
  expect(await exit).toEqual([0, null]);
  expect(child.lines.map(({ message }) => message).slice(-3)).toEqual(['draining', 'parts closed', 'stopped']);
  expect(child.lines[0]).toMatchObject({ level: 'info', service: 'sample', time: expect.any(String) });
});

test.each([
  [{}, 'ROUTER_SECRET: is required'],
  [{ ROUTER_SECRET: 'short' }, 'ROUTER_SECRET: must have at least 32 characters'],
  [{ ROUTER_SECRET: SECRET, PORT: 'http' }, 'PORT: '],
  [{ ROUTER_SECRET: SECRET, LOG_LEVEL: 'loud' }, 'LOG_LEVEL: must be one of debug, info, warn, error, silent'],
])('a wrong environment stops the start with one line: %j', async (variables, expected) => {
  const child = start(variables);
  if (!child.stderr) throw new Error('no stderr');
  const [told, [status]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  expect(status).toBe(1);
  expect(told.trimEnd()).toMatch(new RegExp(`^${expected}[^\n]*$`));
});
