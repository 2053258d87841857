import { randomUUID } from 'node:crypto';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { newId } from '@marketplace/kernel/ids';
import { silentLogger } from '@marketplace/kernel/logger';
import { eventually } from '@marketplace/testing/eventually';
import { describeWith } from '@marketplace/testing/services';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { apiTokenAuthentication } from '../src/authentication/api-tokens.ts';
import { bothKinds } from '../src/authentication/both-kinds.ts';
import { addressBucket } from '../src/rate-limits/address-bucket.ts';
import type { RateLimits } from '../src/rate-limits/admission.ts';
import { openRateLimits, type RateLimitStore } from '../src/rate-limits/rate-limiter.ts';
import { issuer } from './support/accounts.ts';
import { recordedLogger } from './support/recorded-logger.ts';
import { socketClient } from './support/socket-client.ts';
import { type RouterInTest, routerOver } from './support/test-router.ts';

const HOUR = 3_600;

/** The same promises, whoever keeps the counts. */
function suite(open: () => RateLimitStore): void {
  let store: RateLimitStore;
  let name: string;
  beforeEach(async () => {
    store = open();
    name = randomUUID();
    await eventually(() => store.limiter('probe', { points: 1, windowSeconds: 1 }).take(name, 0));
  });
  afterEach(() => store.close());

  test('a bucket gives its points, and no more until its window ends', async () => {
    const limiter = store.limiter(name, { points: 10, windowSeconds: HOUR });
    expect(await limiter.take('a', 4)).toMatchObject({ allowed: true, limit: 10, remaining: 6 });
    expect(await limiter.take('a', 6)).toMatchObject({ allowed: true, remaining: 0 });
    const refused = await limiter.take('a', 1);
    expect(refused).toMatchObject({ allowed: false, limit: 10, remaining: 0 });
    expect(refused.resetsInMs).toBeGreaterThan(0);
    expect(refused.resetsInMs).toBeLessThanOrEqual(HOUR * 1_000);
  });

  test('buckets, and limiters of other names, know nothing of each other', async () => {
    const limiter = store.limiter(name, { points: 1, windowSeconds: HOUR });
    await limiter.take('a', 1);
    expect(await limiter.take('b', 1)).toMatchObject({ allowed: true });
    expect(await store.limiter(`${name}-2`, { points: 1, windowSeconds: HOUR }).take('a', 1)).toMatchObject({
      allowed: true,
    });
    expect(await limiter.take('a', 1)).toMatchObject({ allowed: false });
  });

  test('a full window is followed by a fresh one', async () => {
    const limiter = store.limiter(name, { points: 1, windowSeconds: 1 });
    await limiter.take('a', 1);
    await eventually(async () => (await limiter.take('a', 1)).allowed);
  });

  test('many at once get no more than there is', async () => {
    const limiter = store.limiter(name, { points: 10, windowSeconds: HOUR });
    const taken = await Promise.all(Array.from({ length: 50 }, () => limiter.take('a', 1)));
    expect(taken.filter(({ allowed }) => allowed)).toHaveLength(10);
  });
}

describe('in memory', () => suite(() => openRateLimits('memory:', silentLogger)));

describeWith('redis', 'in Redis', (url) => {
  suite(() => openRateLimits(url, silentLogger));

  test('all routers count together', async () => {
    const [one, other] = [openRateLimits(url, silentLogger), openRateLimits(url, silentLogger)];
    await eventually(() => one.keptIn() === 'redis' && other.keptIn() === 'redis');
    const name = randomUUID();
    const budget = { points: 5, windowSeconds: HOUR };
    await one.limiter(name, budget).take('a', 5);
    expect(await other.limiter(name, budget).take('a', 1)).toMatchObject({ allowed: false });
    await Promise.all([one.close(), other.close()]);
  });

  test('while Redis is gone memory counts, and the log says so; when it is back, it counts again', async () => {
    const { hostname, port } = new URL(url);
    const proxy = tcpProxy(hostname, Number(port || 6_379));
    const logger = recordedLogger();
    const store = openRateLimits(`redis://127.0.0.1:${await proxy.listen()}`, logger);
    await eventually(() => store.keptIn() === 'redis');
    const limiter = store.limiter(randomUUID(), { points: 5, windowSeconds: HOUR });
    await limiter.take('a', 5);
    proxy.cut();
    await eventually(() => store.keptIn() === 'memory');
    expect(await limiter.take('a', 5)).toMatchObject({ allowed: true });
    expect(await limiter.take('a', 1)).toMatchObject({ allowed: false });
    await proxy.listen();
    await eventually(() => store.keptIn() === 'redis');
    expect(await limiter.take('b', 5)).toMatchObject({ allowed: true });
    expect(logger.lines.map((line) => line.split(':')[0]).filter((level) => level !== 'debug')).toEqual([
      'warn',
      'info',
    ]);
    await store.close();
    proxy.cut();
  });
});

function tcpProxy(host: string, port: number) {
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  let mine = 0;
  return {
    async listen(): Promise<number> {
      const listening = createServer((client) => {
        const upstream = dial(port, host);
        for (const socket of [client, upstream]) sockets.add(socket.on('error', () => socket.destroy()));
        client.pipe(upstream).pipe(client);
      });
      server = listening;
      await new Promise<void>((resolve) => listening.listen(mine, '127.0.0.1', resolve));
      const address = listening.address();
      mine = typeof address === 'object' && address ? address.port : 0;
      return mine;
    },
    cut() {
      server?.close();
      for (const socket of sockets) socket.destroy();
      sockets.clear();
    },
  };
}

describe('a router', () => {
  const SHOP = {
    a: {
      sdl: `type Query { a: Int list(first: Int!): [Item] @listSize(slicingArguments: ["first"]) } type Item { id: ID }
        type Mutation { signIn: Int other: Int }
        type Subscription { tick: Int }`,
      resolvers: { Query: { a: () => 1, list: () => [] }, Mutation: { signIn: () => 1, other: () => 1 } },
    },
  };
  const limits: Partial<RateLimits> = {
    account: { points: 20, windowSeconds: HOUR },
    apiToken: { points: 40, windowSeconds: HOUR },
    address: { points: 30, windowSeconds: HOUR },
    signIn: { points: 2, windowSeconds: HOUR },
  };
  let router: RouterInTest<'a'>;
  let tokenOf: (account: ReturnType<typeof newId<'acc'>>) => Promise<string>;
  beforeEach(async () => {
    const accounts = await issuer();
    tokenOf = (account) => accounts.token({ account });
    const rights = { token: newId('tok'), account: newId('acc'), name: null, roles: [], scopes: [], expiresAt: null };
    const programs = apiTokenAuthentication({ verify: async () => rights, logger: silentLogger });
    router = await routerOver(SHOP, {
      authentication: bothKinds(accounts.authentication, programs),
      rateLimits: { store: openRateLimits('memory:', silentLogger), limits },
      trustedHops: 1,
    });
  });
  afterEach(() => router.stop());

  async function ask(query: string, headers: Record<string, string> = {}) {
    const response = await fetch(router.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body: await response.json() };
  }
  const from = (address: string) => ({ 'x-forwarded-for': address });

  test('tells what an operation costs and what is left; too much is 429 with when to come back', async () => {
    const { body } = await ask('{ list(first: 9) { id } }', from('10.0.0.1'));
    expect(body).toMatchObject({
      data: { list: [] },
      extensions: { cost: { estimated: 10, limit: 30, remaining: 20, resetsInSeconds: HOUR } },
    });
    const refused = await ask('{ list(first: 20) { id } }', from('10.0.0.1'));
    expect(refused.status).toBe(429);
    expect(Number(refused.retryAfter)).toBeGreaterThan(HOUR - 100);
    expect(refused.body).toMatchObject({
      errors: [
        {
          extensions: {
            code: 'RATE_LIMITED',
            retryAfterSeconds: Number(refused.retryAfter),
            cost: { estimated: 21, remaining: 0 },
          },
        },
      ],
    });
    expect((await ask('{ a }', from('10.0.0.2'))).status).toBe(200);
  });

  test('counts accounts wherever they are, and API tokens by themselves', async () => {
    const [ann, bob] = [await tokenOf(newId('acc')), await tokenOf(newId('acc'))];
    const bearer = (token: string, address: string) => ({ authorization: `Bearer ${token}`, ...from(address) });
    const dear = '{ list(first: 19) { id } }';
    expect((await ask(dear, bearer(ann, '10.0.0.1'))).status).toBe(200);
    expect((await ask('{ a }', bearer(ann, '10.0.0.2'))).status).toBe(429);
    expect((await ask(dear, bearer(bob, '10.0.0.1'))).status).toBe(200);
    const program = `mkt_${'0'.repeat(49)}`;
    expect((await ask(dear, bearer(program, '10.0.0.1'))).body).toMatchObject({ extensions: { cost: { limit: 40 } } });
  });

  test('believes only its own proxies about where a request is from', async () => {
    for (const made of ['1.1.1.1', '2.2.2.2']) await ask('{ list(first: 14) { id } }', from(`${made}, 10.0.0.1`));
    expect((await ask('{ a }', from('3.3.3.3, 10.0.0.1'))).status).toBe(429);
    expect((await ask('{ a }')).status).toBe(200);
    expect((await ask('{ a }', from('not an address'))).status).toBe(200);
  });

  test('counts tries to sign in apart and more strictly, by aliases and fragments too', async () => {
    const sly = 'mutation { s: signIn ...F } fragment F on Mutation { t: signIn }';
    expect((await ask(sly, from('10.0.0.1'))).status).toBe(200);
    expect((await ask('mutation { signIn }', from('10.0.0.1'))).status).toBe(429);
    expect((await ask('mutation { signIn }', from('10.0.0.2'))).status).toBe(200);
    expect(router.upstreams.a.asked).toHaveLength(2);
  });

  test('counts what is not valid, too', async () => {
    for (let i = 0; i < 30; i += 1) expect((await ask('{ nothing }', from('10.0.0.1'))).status).toBe(400);
    expect((await ask('{ nothing }', from('10.0.0.1'))).status).toBe(429);
  });

  test('counts operations on sockets', async () => {
    const client = socketClient(router.url);
    const first = client.subscribe('{ list(first: 29) { id } }');
    await first.ended;
    expect(first.events).toMatchObject([{ data: { list: [] }, extensions: { cost: { remaining: 0 } } }]);
    expect(await client.subscribe('{ a }').ended).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    await client.close();
  });
});

test.each([
  [null, 'unknown'],
  ['10.0.0.1', '10.0.0.1'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['2001:db8:0:7:1:2:3:4', '2001:db8:0:7::/64'],
  ['2001:0DB8:0000:0007::9', '2001:db8:0:7::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('the bucket of %s is %s', (address, bucket) => {
  expect(addressBucket(address)).toBe(bucket);
});
