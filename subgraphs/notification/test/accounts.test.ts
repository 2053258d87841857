import { HOUR, later } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasTypes, introduce, listed } from './inbox.ts';
import { type MailBox, mailBox, type Running, runNotification } from './running.ts';
import { aBooking, accepted, accountCreated, authorized, callerFor, cancelled, event, placed } from './samples.ts';
import { openPglite } from './stores.ts';

let running: Running;
let mails: MailBox;
beforeAll(async () => {
  mails = mailBox();
  running = await runNotification(openPglite, { mailer: mails });
});
afterAll(() => running.close());

const mailTo = (address: string) => eventually(() => mails.sent.find(({ to }) => to.address === address));

async function anAccountIn(locale: string, name: string) {
  const account = newId('acc');
  await running.broker.publish([accountCreated(account, name, locale)]);
  await eventually(() => running.store.reads.account(account));
  return account;
}

describe('mails about the account itself', () => {
  const soon = () => later(new Date(), HOUR).toISOString();

  test('bring the token that verifies an address, to that address', async () => {
    const accountId = await anAccountIn('en', 'Vera');
    const data = { accountId, email: 'vera@new.example', token: 'a/b+c', expiresAt: soon() };
    await running.broker.publish([event('account.verification_requested', accountId, data)]);
    const mail = await mailTo('vera@new.example');
    expect(mail.text).toContain('https://market.example/verify-email?token=a%2Fb%2Bc');
    expect(mail).toMatchObject({ subject: 'Please confirm your e-mail address', unsubscribeUrl: null });
  });

  test('bring the token that resets a password, in the account’s language', async () => {
    const accountId = await anAccountIn('de', 'Rita');
    const data = { accountId, email: 'rita@example.org', token: 'secret', expiresAt: soon() };
    await running.broker.publish([event('account.password_reset_requested', accountId, data)]);
    const mail = await mailTo('rita@example.org');
    expect(mail.subject).toBe('Neues Passwort festlegen');
    expect(mail.html).toContain('href="https://market.example/reset-password?token=secret"');
    expect(await listed(running, accountId)).toEqual([]);
  });

  test('tell that the password was changed', async () => {
    const accountId = await anAccountIn('en', 'Carl');
    await running.broker.publish([event('account.password_changed', accountId, { accountId, how: 'CHANGED' })]);
    expect((await mailTo('carl@example.org')).subject).toBe('Your password was changed');
  });

  test('are not sent when their token has expired', async () => {
    const accountId = await anAccountIn('en', 'Late');
    const data = { accountId, email: 'late@example.org', token: 'x', expiresAt: new Date().toISOString() };
    await running.broker.publish([event('account.verification_requested', accountId, data)]);
    await running.broker.publish([event('account.password_changed', accountId, { accountId, how: 'RESET' })]);
    await mailTo('late@example.org');
    await eventually(async () => (await running.store.messages.deadlines.next()) === null);
    expect(mails.sent.filter(({ to }) => to.address === 'late@example.org')).toHaveLength(1);
  });
});

describe('the language and the zone of an account', () => {
  const SETTINGS = '{ messageSettings { locale timeZone } }';
  const SET = `mutation ($input: MessageSettingsInput!) {
    setMessageSettings(input: $input) { messageSettings { locale timeZone } userErrors { code field } }
  }`;
  const set = (account: `acc_${string}`, input: object) => running.ask(callerFor(account), SET, { input });

  test('are those that it has set, and it is told in them from then on', async () => {
    const booking = aBooking();
    await introduce(running, booking);
    const caller = callerFor(booking.customer);
    expect(await running.ask(caller, SETTINGS)).toEqual({ messageSettings: { locale: 'en', timeZone: null } });
    const german = { locale: 'de-AT', timeZone: 'America/New_York' };
    expect(await set(booking.customer, { locale: 'de-at', timeZone: 'America/New_York' })).toEqual({
      setMessageSettings: { messageSettings: german, userErrors: [] },
    });
    expect(await running.ask(caller, SETTINGS)).toEqual({ messageSettings: german });
    await running.broker.publish([placed(booking), authorized(booking)]);
    await hasTypes(running, booking.customer, 'payment.authorized');
    const [notice] = await listed(running, booking.customer);
    expect(notice?.title).toBe('Anfrage gesendet: Window cleaning');
    expect(notice?.body).toContain('03:30 (vor Ort: Mo., 23. Nov. 2026, 09:30)');
    const mail = await eventually(() =>
      mails.sent.find(({ to, text }) => to.name === 'Ada' && text.includes(booking.id)),
    );
    expect(mail.text).toContain('Guten Tag Ada,');
    expect(mail.text).toContain('Zum Auftrag: https://market.example/orders/');
    expect(mail.html).toContain('<html lang="de">');
  });

  test.each([
    [{ locale: 'fr' }, 'locale'],
    [{ locale: 'nonsense!' }, 'locale'],
    [{ locale: 'de', timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ locale: 'de', timeZone: '+01:00' }, 'timeZone'],
  ])('can’t be %j', async (input, field) => {
    const account = await anAccountIn('en', 'Ada');
    expect(await set(account, input)).toEqual({
      setMessageSettings: { messageSettings: null, userErrors: [{ code: 'INVALID_INPUT', field: ['input', field] }] },
    });
  });

  test('can’t be set before the account is known here', async () => {
    expect(await set(newId('acc'), { locale: 'de' })).toMatchObject({
      setMessageSettings: { userErrors: [{ code: 'CONFLICT' }] },
    });
    expect(await running.ask(callerFor(newId('acc')), SETTINGS)).toEqual({ messageSettings: null });
  });

  test('stay when its roles change, which are known from then on', async () => {
    const account = await anAccountIn('en', 'Ada');
    await set(account, { locale: 'de' });
    const data = {
      accountId: account,
      displayName: 'Ada L.',
      roles: ['CUSTOMER', 'OPERATOR'] as ('CUSTOMER' | 'OPERATOR')[],
    };
    await running.broker.publish([event('account.roles_changed', account, data)]);
    await eventually(async () => (await running.store.reads.account(account))?.roles.includes('OPERATOR'));
    expect(await running.store.reads.account(account)).toMatchObject({ displayName: 'Ada L.', locale: 'de' });
  });
});

test('of a deleted account nothing personal stays, and it is told nothing more', async () => {
  const booking = aBooking();
  await introduce(running, booking);
  await running.broker.publish([placed(booking), authorized(booking)]);
  await hasTypes(running, booking.customer, 'payment.authorized');
  await running.broker.publish([event('account.deleted', booking.customer, { accountId: booking.customer })]);
  await eventually(async () => (await running.store.reads.account(booking.customer))?.deleted);
  await running.broker.publish([accepted(booking), cancelled(booking)]);
  await hasTypes(running, booking.provider, 'payment.authorized', 'order.cancelled');
  expect(await listed(running, booking.customer)).toEqual([]);
  expect(await running.store.reads.account(booking.customer)).toMatchObject({ email: '', displayName: '' });
  const [notice] = (await listed(running, booking.provider)).filter(({ type }) => type === 'order.cancelled');
  expect(notice?.body).toContain('A customer has cancelled');
});
