import { newId, type SignInId } from '@marketplace/kernel/ids';
import { eventually } from '@marketplace/testing/eventually';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { InvalidToken, VerificationUnavailable } from '../src/authentication/authentication.ts';
import { type EndedPage, type EndedSignIns, endedSignIns } from '../src/authentication/ended-sign-ins.ts';
import { issuer } from './support/accounts.ts';
import { liveLog } from './support/live.ts';
import { type RecordedLogger, recordedLogger } from './support/recorded-logger.ts';
import { socketClient } from './support/socket-client.ts';
import { routerOver } from './support/test-router.ts';

const FAR = new Date('2100-01-01T00:00:00Z');
let asked: (Date | null)[];
let answer: (since: Date | null) => EndedPage;
let logger: RecordedLogger;
let now: number;
let list: EndedSignIns;
beforeEach(() => {
  asked = [];
  logger = recordedLogger();
  now = Date.parse('2026-11-25T10:00:00Z');
  answer = () => page([]);
  list = endedSignIns({
    fetch: async (since) => {
      asked.push(since);
      return answer(since);
    },
    logger,
    pollMs: 5,
    now: () => now,
  });
});
afterEach(() => list.close());

const page = (ended: readonly SignInId[], more = false, next = new Date(now), accessTokensEndBy = FAR): EndedPage => ({
  ended: ended.map((signIn) => ({ signIn, accessTokensEndBy })),
  next,
  more,
});

async function rounds(count: number): Promise<void> {
  const until = asked.length + count;
  await eventually(() => asked.length >= until);
}

test('a token of an ended sign-in is refused, others of the account are not', async () => {
  const accounts = await issuer(list);
  const [account, ended, other] = [newId('acc'), newId('sgn'), newId('sgn')];
  const token = await accounts.token({ account, signIn: ended });
  expect(await accounts.authentication.verifyToken(token)).toMatchObject({ account, signIn: ended });
  answer = () => page([ended]);
  await eventually(() => list.has(ended));
  await expect(accounts.authentication.verifyToken(token)).rejects.toThrow(InvalidToken);
  const second = await accounts.token({ account, signIn: other });
  expect(await accounts.authentication.verifyToken(second)).toMatchObject({ signIn: other });
});

test('it asks from where the last answer ended, at once when there is more', async () => {
  await list.close();
  const [first, second] = [newId('sgn'), newId('sgn')];
  const since: (Date | null)[] = [];
  const pages = [page([first], true, new Date(1)), page([second], false, new Date(2))];
  const slow = endedSignIns({
    fetch: async (from) => {
      since.push(from);
      return pages.shift() ?? page([]);
    },
    logger,
    pollMs: 3_600_000,
  });
  await eventually(() => slow.has(first) && slow.has(second));
  expect(since).toEqual([null, new Date(1)]);
  await slow.close();
});

test('what it knows stays while auth is down, and the log says so once', async () => {
  const signIn = newId('sgn');
  answer = () => page([signIn]);
  await eventually(() => list.has(signIn));
  answer = () => {
    throw new Error('down');
  };
  await rounds(3);
  expect(list.has(signIn)).toBe(true);
  answer = () => page([]);
  await rounds(2);
  expect(list.has(signIn)).toBe(true);
  expect(logger.lines).toEqual([
    'warn: ended sign-ins can not be asked for: the last known ones count',
    'info: ended sign-ins are known again',
  ]);
});

test('an entry goes five seconds after the last token of its sign-in', async () => {
  const signIn = newId('sgn');
  const endBy = new Date(now + 60_000);
  answer = () => page([signIn], false, new Date(now), endBy);
  await eventually(() => list.has(signIn));
  answer = () => page([]);
  now = endBy.getTime() + 4_999;
  await rounds(2);
  expect(list.has(signIn)).toBe(true);
  now = endBy.getTime() + 5_000;
  await eventually(() => !list.has(signIn));
});

test('it is not ready until the list is there for the first time, and then stays so', async () => {
  await list.close();
  let down = true;
  const late = endedSignIns({
    fetch: async () => {
      if (down) throw new Error('down');
      return page([]);
    },
    logger,
    pollMs: 5,
  });
  const { authentication } = await issuer(late);
  await expect(authentication.ready()).rejects.toThrow(VerificationUnavailable);
  down = false;
  await eventually(() => authentication.ready().then(() => true));
  down = true;
  await authentication.ready();
  await authentication.close();
});

test('who watches is told once, at once when the sign-in has ended already, and not after the watch ends', async () => {
  const [early, late, left] = [newId('sgn'), newId('sgn'), newId('sgn')];
  const told: string[] = [];
  list.watch(late, () => told.push('late'));
  list.watch(late, () => told.push('late, too'));
  const leave = list.watch(left, () => told.push('left'));
  leave();
  answer = () => page([early, late, left]);
  await eventually(() => list.has(early));
  list.watch(early, () => told.push('early'));
  await rounds(3);
  expect(told).toEqual(['late', 'late, too', 'early']);
});

test('an open socket is closed with 4403 when its sign-in ends, and nobody else’s', async () => {
  const accounts = await issuer(list);
  const log = liveLog();
  const router = await routerOver(log.subgraphs, { authentication: accounts.authentication });
  const signIn = newId('sgn');
  const mine = socketClient(router.url, `Bearer ${await accounts.token({ signIn })}`);
  const other = socketClient(router.url, `Bearer ${await accounts.token()}`);
  const { ended } = mine.subscribe('subscription { mine { cursor } }');
  const theirs = other.subscribe('subscription { mine { cursor } }');
  await eventually(() => log.followers() === 2);
  answer = () => page([signIn]);
  expect(await ended).toMatchObject({ code: 4403, reason: 'Token ended' });
  await eventually(() => log.followers() === 1);
  log.append('a');
  await eventually(() => theirs.events.length === 1);
  const again = socketClient(router.url, `Bearer ${await accounts.token({ signIn })}`);
  expect(await again.subscribe('{ ping }').ended).toMatchObject({ code: 4403 });
  await other.close();
  await router.stop();
});
