import { newId } from '@marketplace/kernel/ids';
import { describe, expect, test } from 'vitest';
import { emailOf } from '../src/domain/email.ts';
import { languageFor } from '../src/domain/texts/texts.ts';
import { aNotification } from './samples.ts';

const account = { id: newId('acc'), email: 'ada@example.org', displayName: 'Ada', locale: 'en' };
const write = (change: Parameters<typeof aNotification>[1]) =>
  emailOf(aNotification(account.id, change), account, languageFor(account.locale), 'https://market.example');

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

  test('links nowhere without an order', () => {
    const email = write({ orderId: null });
    expect(email.text + email.html).not.toContain('https://');
  });

  test('shows what people wrote as text, never as HTML', () => {
    const email = write({ title: '<img src=x onerror=alert(1)>', body: '"<script>" & \'co\'' });
    expect(email.html).not.toContain('<img');
    expect(email.html).not.toContain('<script');
    expect(email.html).toContain('&quot;&lt;script&gt;&quot; &amp; &#39;co&#39;');
    expect(email.text).toContain('"<script>" & \'co\'');
  });
});
