/** A name that looks public and leads inside: only the connection itself can tell. */
import type { LookupAddress } from 'node:dns';
import { expect, test, vi } from 'vitest';
import { guardedPost } from '../src/infrastructure/guarded-post.ts';

const addresses = vi.hoisted(() => ({ now: [] as LookupAddress[], asked: [] as string[] }));
vi.mock('node:dns', async (original) => ({
  ...(await original<typeof import('node:dns')>()),
  lookup: (name: string, _options: object, callback: (error: null, found: LookupAddress[]) => void) => {
    addresses.asked.push(name);
    callback(null, addresses.now);
  },
}));

const v4 = (address: string) => ({ address, family: 4 });
const REQUEST = { headers: {}, body: '{}' };

test.each([
  ['this machine', [v4('127.0.0.1')]],
  ['a private network', [v4('10.1.2.3')]],
  ['a cloud’s metadata', [v4('169.254.169.254')]],
  ['this machine by IPv6', [{ address: '::1', family: 6 }]],
  ['an IPv4 address in IPv6', [{ address: '::ffff:10.0.0.1', family: 6 }]],
  ['a public address and a private one', [v4('1.1.1.1'), v4('192.168.0.1')]],
])('that leads to %s is not connected to', async (_where, found) => {
  addresses.now = found;
  addresses.asked = [];
  const inside = found.at(-1)?.address;
  await expect(guardedPost(false)('https://hooks.example/', REQUEST)).rejects.toThrow(
    `hooks.example leads to ${inside}`,
  );
  expect(addresses.asked).toEqual(['hooks.example']);
});
