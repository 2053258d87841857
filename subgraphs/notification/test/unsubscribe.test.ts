import { randomBytes } from 'node:crypto';
import { newId } from '@marketplace/kernel/ids';
import { silentLogger } from '@marketplace/kernel/logger';
import { seal } from '@marketplace/subgraph/seal';
import { serve } from '@marketplace/subgraph/serve';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NoticeType } from '../src/domain/notification.ts';
import { unsubscribeLinks } from '../src/infrastructure/unsubscribe-links.ts';
import { introduce } from './inbox.ts';
import { LINKS, type MailBox, mailBox, type Running, runNotification } from './running.ts';
import { aBooking, accountCreated, authorized, placed } from './samples.ts';
import { openPglite } from './stores.ts';

let running: Running;
let mails: MailBox;
let served: { url: string; close(): Promise<void> };
beforeAll(async () => {
  mails = mailBox();
  running = await runNotification(openPglite, { mailer: mails });
  served = await serve(running.context, { host: '127.0.0.1', port: 0, logger: silentLogger });
});
afterAll(async () => {
  await served.close();
  await running.close();
});

/** The address that a mail has, at the port where this test serves it. */
const here = (link: string): string => link.replace('https://api.market.example', served.url);
const linkFor = (account: `acc_${string}`, type: NoticeType) => here(LINKS.urlOf({ account, type }));
const channels = async (account: `acc_${string}`, type: NoticeType) =>
  (await running.store.reads.preferences(account))[type];

async function anAccountIn(locale: string) {
  const account = newId('acc');
  await running.broker.publish([accountCreated(account, 'Ada', locale)]);
  await eventually(() => running.store.reads.account(account));
  return account;
}

test('the link of a mail asks first: mail programs look at links that nobody has clicked', async () => {
  const booking = aBooking();
  await introduce(running, booking);
  await running.broker.publish([placed(booking), authorized(booking)]);
  const mail = await eventually(() =>
    mails.sent.find(({ to, text }) => to.name === 'Ada' && text.includes(booking.id)),
  );
  const response = await fetch(here(mail.unsubscribeUrl ?? ''));
  const html = await response.text();
  expect(response.status).toBe(200);
  expect(html).toContain('Stop mails about new requests?');
  expect(html).toContain('<form method="post">');
  expect(response.headers.get('content-security-policy')).toContain("form-action 'self'");
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  expect(await channels(booking.customer, 'payment.authorized')).toBeUndefined();
});

test('a POST ends mails of that type and nothing else, without a sign-in, as mail programs send it', async () => {
  const account = await anAccountIn('en');
  const response = await fetch(linkFor(account, 'order.accepted'), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('you get no more mails about bookings that are accepted');
  expect(await running.store.reads.preferences(account)).toEqual({ 'order.accepted': ['IN_APP', 'PUSH'] });
  await fetch(linkFor(account, 'order.accepted'), { method: 'POST' });
  expect(await channels(account, 'order.accepted')).toEqual(['IN_APP', 'PUSH']);
});

test('what the account has chosen otherwise stays', async () => {
  const account = await anAccountIn('en');
  await running.store.transact({ correlationId: 'x' }, (tx) =>
    tx.changePreferences(account, { 'order.accepted': ['EMAIL'], 'order.declined': ['EMAIL'] }),
  );
  await fetch(linkFor(account, 'order.accepted'), { method: 'POST' });
  expect(await running.store.reads.preferences(account)).toEqual({ 'order.accepted': [], 'order.declined': ['EMAIL'] });
});

test('the page speaks the account’s language', async () => {
  const account = await anAccountIn('de-CH');
  const html = await (await fetch(linkFor(account, 'payment.tipped'))).text();
  expect(html).toContain('<html lang="de">');
  expect(html).toContain('Keine Mails mehr zum Thema „Trinkgelder“?');
});

test('a link that is not whole, or not ours, does nothing', async () => {
  const account = await anAccountIn('en');
  const link = linkFor(account, 'order.accepted');
  const forged = unsubscribeLinks(randomBytes(32), served.url).urlOf({ account, type: 'order.accepted' });
  for (const wrong of [link.slice(0, -3), `${served.url}/unsubscribe`, `${served.url}/unsubscribe?token=`, forged]) {
    const response = await fetch(wrong, { method: 'POST' });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('This link is not whole.');
  }
  expect(await running.store.reads.preferences(account)).toEqual({});
});

test('a link for a type that there is no more is unknown', () => {
  const key = randomBytes(32);
  const { read, urlOf } = unsubscribeLinks(key, '');
  const account = newId('acc');
  expect(read(seal(JSON.stringify([account, 'order.forgotten']), key))).toBeUndefined();
  const [, token = ''] = urlOf({ account, type: 'order.accepted' }).split('token=');
  expect(read(token)).toEqual({ account, type: 'order.accepted' });
});

test('nothing but GET and POST is answered', async () => {
  const account = await anAccountIn('en');
  const response = await fetch(linkFor(account, 'order.accepted'), { method: 'DELETE' });
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('GET, POST');
});
