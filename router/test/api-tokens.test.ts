import { newId } from '@marketplace/kernel/ids';
import { eventually } from '@marketplace/testing/eventually';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { apiTokenAuthentication, type TokenRights } from '../src/authentication/api-tokens.ts';
import { type Authentication, InvalidToken, VerificationUnavailable } from '../src/authentication/authentication.ts';
import { bothKinds } from '../src/authentication/both-kinds.ts';
import { issuer } from './support/accounts.ts';
import { liveLog } from './support/live.ts';
import { type RecordedLogger, recordedLogger } from './support/recorded-logger.ts';
import { socketClient } from './support/socket-client.ts';
import { type RouterInTest, routerOver } from './support/test-router.ts';

const secret = (mark: string) => `mkt_${mark.padEnd(49, '0')}`;
const SECRET = secret('a');
const rights: TokenRights = {
  token: newId('tok'),
  account: newId('acc'),
  name: 'Till',
  roles: ['CUSTOMER'],
  scopes: ['orders:read'],
  expiresAt: null,
};

let known: Map<string, TokenRights>;
let asked: string[];
let down: boolean;
let now: number;
let logger: RecordedLogger;
let authentication: Authentication;
beforeEach(() => {
  known = new Map([[SECRET, rights]]);
  asked = [];
  down = false;
  now = 1_000_000;
  logger = recordedLogger();
  authentication = apiTokenAuthentication({
    verify: async (token) => {
      asked.push(token);
      if (down) throw new Error('down');
      return known.get(token);
    },
    logger,
    sweepMs: 5,
    now: () => now,
  });
});
afterEach(() => authentication.close());

describe('a verdict', () => {
  test('says whose the token is, and is asked for once however many requests come', async () => {
    const all = await Promise.all([1, 2, 3].map(() => authentication.verifyToken(SECRET)));
    const { token, ...rest } = rights;
    expect(all).toEqual([1, 2, 3].map(() => ({ ...rest, apiToken: token, signIn: null })));
    expect(asked).toHaveLength(1);
  });

  test('is asked for again after three seconds: a revoked token is then refused', async () => {
    await authentication.verifyToken(SECRET);
    known.clear();
    now += 2_999;
    await authentication.verifyToken(SECRET);
    now += 1;
    await expect(authentication.verifyToken(SECRET)).rejects.toThrow(InvalidToken);
    await expect(authentication.verifyToken(SECRET)).rejects.toThrow(InvalidToken);
    expect(asked).toHaveLength(2);
  });

  test('does not outlive the token', async () => {
    known.set(SECRET, { ...rights, expiresAt: new Date(now + 1_000) });
    await authentication.verifyToken(SECRET);
    now += 1_000;
    await expect(authentication.verifyToken(SECRET)).rejects.toThrow(InvalidToken);
  });

  test('that nobody can give leaves the token unjudged, and the next request asks again', async () => {
    down = true;
    await expect(authentication.verifyToken(SECRET)).rejects.toThrow(VerificationUnavailable);
    down = false;
    expect(await authentication.verifyToken(SECRET)).toMatchObject({ name: 'Till' });
  });

  test.each(['mkt_', 'mkt_short', `${SECRET}0`, `mkt_${'-'.repeat(49)}`])('of %s needs no asking', async (token) => {
    await expect(authentication.verifyToken(token)).rejects.toThrow(InvalidToken);
    expect(asked).toEqual([]);
  });

  test('is not waited for by a flood', async () => {
    const waiting = Promise.withResolvers<undefined>();
    const slow = apiTokenAuthentication({ verify: () => waiting.promise, logger });
    const first = Array.from({ length: 500 }, (_, i) => slow.verifyToken(secret(`f${i}x`)));
    await expect(slow.verifyToken(secret('last'))).rejects.toThrow(VerificationUnavailable);
    waiting.resolve(undefined);
    expect((await Promise.allSettled(first)).every(({ status }) => status === 'rejected')).toBe(true);
    await expect(slow.verifyToken(secret('last'))).rejects.toThrow(InvalidToken);
    await slow.close();
  });
});

describe('with a router', () => {
  let router: RouterInTest<'live' | 'names'>;
  let log: ReturnType<typeof liveLog>;
  let accessToken: string;
  beforeEach(async () => {
    const accounts = await issuer();
    accessToken = await accounts.token();
    log = liveLog();
    router = await routerOver(log.subgraphs, { authentication: bothKinds(accounts.authentication, authentication) });
  });
  afterEach(() => router.stop());

  const statusWith = async (token: string) => {
    const response = await fetch(`${router.url}?query={ping}`, { headers: { authorization: `Bearer ${token}` } });
    return response.status;
  };

  test('both kinds of tokens are told apart by how they begin', async () => {
    expect(await statusWith(accessToken)).toBe(200);
    expect(await statusWith(SECRET)).toBe(200);
    expect(await statusWith(secret('b'))).toBe(401);
    expect(router.upstreams.live.asked.map(({ caller }) => caller.name)).toEqual([null, 'Till']);
    expect(router.upstreams.live.asked.at(-1)?.caller).toMatchObject({ scopes: ['orders:read'], signIn: null });
  });

  test('503 while auth is down; access tokens go on', async () => {
    down = true;
    expect(await statusWith(SECRET)).toBe(503);
    expect(await statusWith(accessToken)).toBe(200);
  });

  test('an open socket is closed with 4403 once its token is revoked, and goes on while nobody can tell', async () => {
    const client = socketClient(router.url, `Bearer ${SECRET}`);
    const { ended, events } = client.subscribe('subscription { mine { cursor } }');
    await eventually(() => log.followers() === 1);
    down = true;
    now += 3_000;
    await eventually(() => logger.lines.some((line) => line.includes('it counts until it can be')));
    log.append('a');
    await eventually(() => events.length === 1);
    down = false;
    known.clear();
    expect(await ended).toMatchObject({ code: 4403, reason: 'Token ended' });
    await eventually(() => log.followers() === 0);
  });

  test('a stream of server-sent events ends once its token is revoked', async () => {
    const query = encodeURIComponent('subscription { mine { cursor } }');
    const headers = { authorization: `Bearer ${SECRET}`, accept: 'text/event-stream' };
    const response = await fetch(`${router.url}?query=${query}`, { headers });
    await eventually(() => log.followers() === 1);
    known.clear();
    now += 3_000;
    expect(await response.text()).toContain('"code":"UNAUTHENTICATED"');
    await eventually(() => log.followers() === 0);
  });
});
