import { newId } from '@marketplace/kernel/ids';
import { describe, expect, test } from 'vitest';
import { letterOf } from '../src/domain/email.ts';
import { NOTICE_TYPES } from '../src/domain/notification.ts';
import type { LetterKind } from '../src/domain/texts/language.ts';
import { instantIn, LANGUAGES, readerOf, textOf } from '../src/domain/texts/texts.ts';
import { aBooking, aKnownOrder, anAccount, usd } from './samples.ts';

const [english] = LANGUAGES;
const booking = aBooking();
const pending = aKnownOrder(booking, { status: 'PENDING' });
const names = { customer: 'Ada', provider: 'Brushes & Co' };
const reader = (locale: string, timeZone: string | null = null) => readerOf({ locale, timeZone });
const WORDS = {
  order: 'o',
  when: 'w',
  price: 'p',
  amount: 'a',
  customer: 'c',
  provider: 'p',
  reason: '',
  stars: 1,
  url: 'https://u.example',
};

describe.each(LANGUAGES.map((language) => [language.locale, language] as const))('texts in %s', (_locale, language) => {
  test('are all there', () => {
    expect(Object.keys(language.texts).sort()).toEqual(Object.keys(english?.texts ?? {}).sort());
    expect(Object.keys(language.about).sort()).toEqual([...NOTICE_TYPES].sort());
    expect(Object.keys(language.letters).sort()).toEqual(Object.keys(english?.letters ?? {}).sort());
    expect(Object.keys(language.unsubscribing).sort()).toEqual(Object.keys(english?.unsubscribing ?? {}).sort());
    expect(Object.keys(language.email).sort()).toEqual(Object.keys(english?.email ?? {}).sort());
  });

  test('are there for every type of notification', () => {
    const told = new Set(Object.keys(language.texts).map((key) => key.split('/')[0]));
    expect([...told].sort()).toEqual([...NOTICE_TYPES].sort());
  });

  test('are never empty', () => {
    for (const write of Object.values(language.texts)) {
      const { title, body } = write(WORDS);
      expect(title.length).toBeGreaterThan(3);
      expect(body).toMatch(/[.?”“]$/);
      expect(title + body).not.toContain('undefined');
    }
    for (const about of Object.values(language.about)) expect(about.length).toBeGreaterThan(3);
  });

  test('of letters have a link and say how long it works', () => {
    const kinds = Object.keys(language.letters) as LetterKind[]; // as: these are the record's keys
    for (const kind of kinds) {
      const account = anAccount(newId('acc'));
      const url = 'https://market.example/verify-email?token=a&b';
      const letter = letterOf(newId('evt'), kind, account, language, { url, until: 'TOMORROW' });
      expect(letter.unsubscribeUrl).toBeNull();
      expect(letter.text).toContain(url);
      expect(letter.html).toContain('token=a&amp;b');
      expect(letter.text.includes('TOMORROW')).toBe(kind !== 'password-changed');
    }
  });
});

test('no text is the same in two languages: none was left untranslated', () => {
  const [first, ...others] = LANGUAGES;
  for (const language of others)
    for (const [key, write] of Object.entries(language.texts)) {
      const original = Object.entries(first?.texts ?? {}).find(([each]) => each === key)?.[1](WORDS);
      expect(write(WORDS).title).not.toBe(original?.title);
      if (key !== 'order.message_sent/other') expect(write(WORDS).body).not.toBe(original?.body);
    }
});

describe('a reader', () => {
  test.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['en-US', 'en'],
    ['fr', 'en'],
    ['nonsense!', 'en'],
    ['', 'en'],
  ])('who has set %j reads %s', (locale, language) => {
    expect(reader(locale).language.locale).toBe(language);
  });

  const body = (...args: Parameters<typeof reader>) =>
    // money has a space that does not break
    textOf(reader(...args), 'payment.authorized/provider', {}, pending, names).body.replaceAll('\u00A0', ' ');

  test('is told dates and amounts as in the own language', () => {
    expect(body('en')).toContain('for Mon, 23 Nov 2026, 09:30, for $84.00.');
    expect(body('en-US')).toContain('for Mon, Nov 23, 2026, 09:30 AM, for $84.00.');
    expect(body('de')).toContain('für Mo., 23. Nov. 2026, 09:30, zum Preis von 84,00 $.');
    expect(body('de-AT')).toContain('$ 84,00');
    expect(body('fr')).toContain('for Mon, 23 Nov 2026, 09:30, for $84.00.');
  });

  test('is told the time in the own zone, and beside it what the clock shows where the work is done', () => {
    expect(body('en', 'Europe/Berlin')).toContain('for Mon, 23 Nov 2026, 09:30, for');
    expect(body('en', 'Europe/Vienna')).toContain('for Mon, 23 Nov 2026, 09:30, for');
    expect(body('en', 'America/New_York')).toContain(
      'for Mon, 23 Nov 2026, 03:30 (on site: Mon, 23 Nov 2026, 09:30), for',
    );
    expect(body('de', 'Asia/Tokyo')).toContain('17:30 (vor Ort: Mo., 23. Nov. 2026, 09:30)');
  });

  test('is told what happens at no place in the own zone, by its name', () => {
    const instant = new Date('2026-07-01T10:00:00.000Z');
    expect(instantIn(instant, reader('en'))).toBe('Wed, 1 Jul 2026, 10:00 UTC');
    expect(instantIn(instant, reader('de', 'Europe/Berlin'))).toBe('Mi., 1. Juli 2026, 12:00 MESZ');
  });
});

describe('texts', () => {
  test('tell the time as the clock on the wall shows it where the order is', () => {
    const text = textOf(reader('en'), 'payment.authorized/provider', {}, pending, names);
    expect(text.title).toBe('New request: Window cleaning');
    const elsewhere = aKnownOrder(booking, { timeZone: 'America/New_York' });
    expect(textOf(reader('en'), 'payment.authorized/provider', {}, elsewhere, names).body).toContain('03:30');
  });

  test('stay short and in one line, whatever people write', () => {
    const order = aKnownOrder(booking, { title: 'Windows\r\nBcc: all@example.org' });
    for (const locale of ['en', 'de']) {
      const detail = { reason: 'x\n'.repeat(1_000) };
      const { title, body } = textOf(reader(locale), 'order.declined/customer', detail, order, names);
      expect(title).not.toMatch(/[\r\n]/);
      expect(body).not.toMatch(/[\r\n]/);
      expect(body.length).toBeLessThan(600);
      expect(body).toMatch(/…[”“]$/);
    }
  });

  test('do without what is not known', () => {
    const nobody = { customer: undefined, provider: undefined };
    const departed = (locale: string) => textOf(reader(locale), 'order.departed/customer', {}, pending, nobody).title;
    expect(departed('en')).toBe('The provider is on the way');
    expect(departed('de')).toBe('Der Anbieter ist unterwegs');
    const declined = textOf(reader('en'), 'order.declined/customer', { reason: null }, pending, names);
    expect(declined.body).not.toContain('reason');
    expect(textOf(reader('en'), 'payout.completed/owner', { amount: usd(500) }, undefined, names).title).toBe(
      'Paid out: $5.00',
    );
  });

  test('tell a declined payment’s reason in words, never as a code', () => {
    const declined = (locale: string, reason: string) =>
      textOf(reader(locale), 'payment.declined/customer', { reason }, pending, names).body;
    expect(declined('en', 'INSUFFICIENT_FUNDS')).toContain('not enough money');
    expect(declined('en', 'PAYMENT_DECLINED')).toContain('another way of payment');
    expect(declined('de', 'INSUFFICIENT_FUNDS')).toContain('Guthaben');
    for (const code of ['INSUFFICIENT_FUNDS', 'PAYMENT_DECLINED', 'OTHER'])
      for (const locale of ['en', 'de']) expect(declined(locale, code)).not.toContain(code);
  });
});
