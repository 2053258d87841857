import { readEnvironment } from '@marketplace/kernel/environment';
import { expect, test } from 'vitest';
import { environment } from '../src/compose.ts';

const GOOD = {
  DOCUMENTS_URL: 'pglite:',
  BROKER_URL: 'embedded:pglite:',
  ROUTER_SECRET: 'x'.repeat(32),
  MAIL_URL: 'outbox:',
};

test('mails come from somewhere and link somewhere by default', () => {
  expect(readEnvironment(environment, GOOD)).toMatchObject({
    MAIL_FROM: 'Local Service Marketplace <no-reply@marketplace.localhost>',
    WEB_URL: 'http://localhost:3000',
  });
  expect(readEnvironment(environment, { ...GOOD, WEB_URL: 'https://market.example/' }).WEB_URL).toBe(
    'https://market.example',
  );
});

test.each([
  [{ MAIL_URL: undefined }, 'MAIL_URL: is required'],
  [{ MAIL_URL: 'outbox:somewhere' }, 'MAIL_URL: must be outbox: or start with smtp:// or smtps://'],
  [{ MAIL_FROM: 'no-reply@example.org' }, 'MAIL_FROM: must be like Marketplace <no-reply@example.org>'],
  [{ WEB_URL: 'javascript:alert(1)' }, 'WEB_URL: must be an http:// or https:// URL'],
])('%j is told in one line', (change, message) => {
  expect(() => readEnvironment(environment, { ...GOOD, ...change })).toThrow(message);
});
