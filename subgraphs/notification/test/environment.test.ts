import { readEnvironment } from '@marketplace/kernel/environment';
import { silentLogger } from '@marketplace/kernel/logger';
import { expect, test } from 'vitest';
import { environment, fromConfig } from '../src/compose.ts';

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

const KEYS = {
  VAPID_PUBLIC_KEY: Buffer.alloc(65, 4).toString('base64url'),
  VAPID_PRIVATE_KEY: Buffer.alloc(32, 1).toString('base64url'),
};

test('webhooks go to the public internet alone, unless a test says otherwise', () => {
  expect(readEnvironment(environment, GOOD).WEBHOOK_ALLOW_PRIVATE).toBe(false);
  expect(readEnvironment(environment, { ...GOOD, WEBHOOK_ALLOW_PRIVATE: 'true' }).WEBHOOK_ALLOW_PRIVATE).toBe(true);
});

test.each([
  [{ VAPID_PUBLIC_KEY: KEYS.VAPID_PUBLIC_KEY }, 'VAPID_PRIVATE_KEY: is required with VAPID_PUBLIC_KEY'],
  [{ VAPID_PRIVATE_KEY: KEYS.VAPID_PRIVATE_KEY }, 'VAPID_PUBLIC_KEY: is required with VAPID_PRIVATE_KEY'],
])('half of the keys for push is no use', async (half, message) => {
  const config = readEnvironment(environment, { ...GOOD, ...half });
  await expect(fromConfig(config, silentLogger)).rejects.toThrow(message);
});

test.each([
  [{ MAIL_URL: undefined }, 'MAIL_URL: is required'],
  [{ MAIL_URL: 'outbox:somewhere' }, 'MAIL_URL: must be outbox: or start with smtp:// or smtps://'],
  [{ MAIL_FROM: 'no-reply@example.org' }, 'MAIL_FROM: must be like Marketplace <no-reply@example.org>'],
  [{ VAPID_PUBLIC_KEY: 'short' }, 'VAPID_PUBLIC_KEY: must be 65 bytes in base64url'],
  [{ VAPID_PRIVATE_KEY: 'short' }, 'VAPID_PRIVATE_KEY: must be 32 bytes in base64url'],
  [{ VAPID_SUBJECT: 'ops' }, 'VAPID_SUBJECT: must start with mailto: or https://'],
  [{ NOTIFICATION_SECRET: 'short' }, 'NOTIFICATION_SECRET: must have at least 32 characters'],
  [{ ROUTER_URL: 'router:4010' }, 'ROUTER_URL: must be an http:// or https:// URL'],
  [{ API_URL: 'nowhere' }, 'API_URL: must be an http:// or https:// URL'],
  [{ WEB_URL: 'javascript:alert(1)' }, 'WEB_URL: must be an http:// or https:// URL'],
])('%j is told in one line', (change, message) => {
  expect(() => readEnvironment(environment, { ...GOOD, ...change })).toThrow(message);
});
