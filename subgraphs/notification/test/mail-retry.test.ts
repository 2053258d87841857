import { newId } from '@marketplace/kernel/ids';
import { silentLogger } from '@marketplace/kernel/logger';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MailRefused } from '../src/application/ports.ts';
import { MAX_EMAIL_ATTEMPTS, sendEmail } from '../src/application/send-email.ts';
import { hasTypes, introduce } from './inbox.ts';
import { LINKS, type MailBox, mailBox, type Running, runNotification } from './running.ts';
import { aBooking, aNotification, anAccount, event, NOW, usd } from './samples.ts';
import { openPglite } from './stores.ts';

describe('a mail that is not taken', () => {
  let running: Running;
  let mails: MailBox;
  beforeAll(async () => {
    mails = mailBox();
    running = await runNotification(openPglite, { mailer: mails });
  });
  afterAll(() => running.close());

  async function mailed(...failures: Error[]) {
    mails.failures.push(...failures);
    const booking = aBooking();
    await introduce(running, booking);
    await running.broker.publish([
      event('payout.completed', newId('pyo'), {
        payoutId: newId('pyo'),
        accountId: booking.customer,
        amount: usd(500),
      }),
    ]);
    await hasTypes(running, booking.customer, 'payout.completed');
    const [notification] = await running.store.reads.inApp(booking.customer, 1, undefined);
    const id = notification?.id ?? newId('ntf');
    const state = async () => (await running.store.reads.notification(id))?.email;
    await eventually(async () => (await state()) !== 'PENDING');
    return { state: await state(), sent: mails.sent.filter((mail) => mail.id === id) };
  }

  test('is tried again, under the same id', async () => {
    const { state, sent } = await mailed(new Error('greylisted'), new Error('connection reset'));
    expect(state).toBe('SENT');
    expect(sent).toHaveLength(1);
  });

  test('is not tried again when it is refused for good', async () => {
    const { state, sent } = await mailed(new MailRefused('no such user'));
    expect(state).toBe('REFUSED');
    expect(sent).toHaveLength(0);
  });

  test('is given up after a day', async () => {
    const notification = aNotification(newId('acc'));
    const { store, clock } = running;
    await store.transact({ correlationId: 'x' }, async (tx) => {
      await tx.addNotification(notification);
      await tx.saveAccount(anAccount(notification.accountId));
    });
    const parts = { store, mailer: mails, webUrl: '', unsubscribeLinks: LINKS, clock, logger: silentLogger };
    const data = { correlationId: 'x' };
    const fire = (attempts: number) => {
      mails.failures.push(new Error('busy'));
      return sendEmail(parts, { id: 'd', kind: 'send-email', subject: notification.id, dueAt: NOW, attempts, data });
    };
    await expect(fire(MAX_EMAIL_ATTEMPTS - 1)).rejects.toThrow('busy');
    await fire(MAX_EMAIL_ATTEMPTS);
    expect((await store.reads.notification(notification.id))?.email).toBe('REFUSED');
  });

  test('is not sent again when its deadline fires twice', async () => {
    const { sent } = await mailed();
    const [mail] = sent;
    const { store, clock } = running;
    const parts = { store, mailer: mails, webUrl: '', unsubscribeLinks: LINKS, clock, logger: silentLogger };
    const deadline = { id: 'd', kind: 'send-email', dueAt: NOW, attempts: 0, data: { correlationId: 'x' } };
    await sendEmail(parts, { ...deadline, subject: mail?.id ?? '' });
    expect(mails.sent.filter(({ id }) => id === mail?.id)).toHaveLength(1);
  });
});
