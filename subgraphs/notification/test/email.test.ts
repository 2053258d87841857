import { newId } from '@marketplace/kernel/ids';
import { describe, expect, test } from 'vitest';
import { emailOf } from '../src/domain/email.ts';
import { readerOf } from '../src/domain/texts/texts.ts';
import { aNotification, anAccount } from './samples.ts';

const account = anAccount(newId('acc'));
const links = { webUrl: 'https://market.example', unsubscribeUrl: 'https://api.market.example/unsubscribe?token=x&y' };
const write = (change: Parameters<typeof aNotification>[1]) =>
  emailOf(aNotification(account.id, change), account, readerOf(account).language, links);

describe('the mail of a notification', () => {
  test('says in text and HTML what the app says, and links to the order', () => {
    const orderId = newId('ord');
    const email = write({ title: 'Ada accepted', body: 'See you soon.', orderId });
    expect(email).toMatchObject({ subject: 'Ada accepted', to: { name: 'Ada', address: 'ada@example.org' } });
    for (const form of [email.text, email.html]) {
      expect(form).toContain('Hello Ada,');
      expect(form).toContain('See you soon.');
      expect(form).toContain(`https://market.example/orders/${orderId}`);
    }
  });

  test('links nowhere without an order, but to its own end', () => {
    const email = write({ orderId: null });
    expect(email.text + email.html).not.toContain('https://market.example');
  });

  test('links to the job where there is one', () => {
    const jobId = newId('job');
    expect(write({ orderId: null, jobId }).text).toContain(`See the job: https://market.example/jobs/${jobId}`);
  });

  test('can be stopped by its link, which says what it stops', () => {
    const email = write({ type: 'payment.tipped' });
    expect(email.unsubscribeUrl).toBe(links.unsubscribeUrl);
    expect(email.text).toContain(`No more mails of this kind (tips): ${links.unsubscribeUrl}`);
    expect(email.html).toContain('href="https://api.market.example/unsubscribe?token=x&amp;y"');
  });

  test('shows what people wrote as text, never as HTML', () => {
    const email = write({ title: '<img src=x onerror=alert(1)>', body: '"<script>" & \'co\'' });
    expect(email.html).not.toContain('<img');
    expect(email.html).not.toContain('<script');
    expect(email.html).toContain('&quot;&lt;script&gt;&quot; &amp; &#39;co&#39;');
    expect(email.text).toContain('"<script>" & \'co\'');
  });
});
