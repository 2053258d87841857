/** docker-compose.yml and the Helm chart give each service what it reads, and the router every path that is public. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readEnvironment } from '../../packages/kernel/src/environment.ts';
import { readSettings } from '../../router/src/settings.ts';
import { environment as auth } from '../../subgraphs/auth/src/compose.ts';
import { environment as notification } from '../../subgraphs/notification/src/compose.ts';
import { environment as order } from '../../subgraphs/order/src/compose.ts';
import { environment as payment } from '../../subgraphs/payment/src/compose.ts';
import { environment as review } from '../../subgraphs/review/src/compose.ts';
import { environment as user } from '../../subgraphs/user/src/compose.ts';
import { root } from '../root.ts';

const CONTEXTS: Readonly<Record<string, z.ZodRawShape>> = { auth, user, order, payment, review, notification };
/** What clients and others reach below API_URL beside the graph. */
const PUBLIC_PATHS = [
  '/exports/=auth',
  '/images/=user',
  '/simulated/=payment',
  '/unsubscribe/=notification',
  '/unsubscribe=notification',
  '/uploads/=user',
  '/webhooks/=payment',
];
/** Whatever the secrets are, they are of these forms. */
const SECRETS: Readonly<Record<string, string>> = {
  ROUTER_SECRET: 'r'.repeat(32),
  NOTIFICATION_SECRET: 'n'.repeat(32),
  SIGNING_KEY: Buffer.alloc(32, 1).toString('base64'),
  DATABASE_URL: 'postgres://db/marketplace',
  DOCUMENTS_URL: 'mongodb://db/',
  BROKER_URL: 'amqp://broker',
  MAIL_URL: 'smtp://mail:25',
  GATEWAY_URL: 'stripe:',
  STRIPE_SECRET_KEY: 'sk_test',
  STRIPE_WEBHOOK_SECRET: 'whsec_test',
  IMAGES_URL: 's3://images?region=eu-central-1',
  VAPID_PUBLIC_KEY: Buffer.alloc(65, 4).toString('base64url'),
  VAPID_PRIVATE_KEY: Buffer.alloc(32, 1).toString('base64url'),
  VAPID_SUBJECT: 'mailto:ops@marketplace.test',
};

const text = (file: string) => readFileSync(path.join(root, file), 'utf8');
const variables = z.record(z.string(), z.union([z.string(), z.number()]).transform(String));
const compose = z
  .object({
    services: z.record(
      z.string(),
      z.object({ environment: variables.default({}), ports: z.array(z.string()).default([]) }),
    ),
  })
  .parse(parse(text('docker-compose.yml'), { merge: true }));
const names = z.array(z.string()).default([]);
const subgraph = z.object({ secrets: names, optionalSecrets: names, routerClient: z.boolean().default(false) });
const helm = z
  .object({
    router: z.object({ relayRoutes: z.array(z.string()), internalPort: z.number() }),
    subgraphs: z.record(z.string(), subgraph),
  })
  .parse(parse(text('helm/values.yaml')));
const documented = text('docs/configuration.md');

/** `${NAME:-default}` and `${NAME:?word}`, as a shell of an operator who has set what is required has it. */
const filledIn = (value: string) =>
  value.replaceAll(/\$\{(\w+):([-?])([^}]*)\}/g, (_, name: string, kind: string, word: string) =>
    kind === '-' ? word : (SECRETS[name] ?? ''),
  );
const inCompose = (service: string) =>
  Object.fromEntries(
    Object.entries(compose.services[service]?.environment ?? {}).map(([name, value]) => [name, filledIn(value)]),
  );

describe('docker-compose.yml', () => {
  test.each(Object.keys(CONTEXTS))('gives %s what it reads', (name) => {
    expect(() => readEnvironment(CONTEXTS[name] ?? {}, inCompose(name))).not.toThrow();
  });

  test('gives the router what it reads, and relays every public path', () => {
    const settings = readSettings(inCompose('router'));
    expect(settings.RELAY_ROUTES.map((route) => `${route.path}=${route.subgraph}`).toSorted()).toEqual(PUBLIC_PATHS);
  });

  test('lets notification ask the router at a port that is not published', () => {
    const port = inCompose('router').INTERNAL_PORT;
    expect(inCompose('notification').ROUTER_URL).toBe(`http://router:${port}`);
    expect(compose.services.router?.ports.filter((published) => published.endsWith(`:${port}`))).toEqual([]);
  });

  test.each(['NOTIFICATION_SECRET', 'VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY', 'VAPID_SUBJECT'])(
    'hands %s on to notification, and takes none for an answer',
    (name) => {
      expect(compose.services.notification?.environment[name]).toBe(`\${${name}:-}`);
    },
  );
});

describe('the Helm chart', () => {
  test.each(Object.keys(CONTEXTS))('gives %s every secret that it reads, and no other', (name) => {
    const { secrets = [], optionalSecrets = [] } = helm.subgraphs[name] ?? {};
    const shape = CONTEXTS[name] ?? {};
    const given = Object.fromEntries(secrets.map((secret) => [secret, SECRETS[secret]]));
    expect(() => readEnvironment(shape, given)).not.toThrow();
    const read = Object.keys(shape).filter((variable) => variable in SECRETS);
    const all = [...secrets, ...optionalSecrets].filter((secret) => !secret.startsWith('AWS_')); // the SDK's names
    expect(all.toSorted()).toEqual(read.toSorted());
  });

  test('relays every public path', () => {
    expect(helm.router.relayRoutes.toSorted()).toEqual(PUBLIC_PATHS);
  });

  test('lets notification alone ask the router at its internal port', () => {
    expect(Object.keys(helm.subgraphs).filter((name) => helm.subgraphs[name]?.routerClient)).toEqual(['notification']);
    const rules = text('helm/templates/network-policy.yaml').split('name: router\n').at(-1) ?? '';
    expect(rules).toMatch(
      /from:[\s\S]*routerClient[\s\S]*ports:\s+- \{ port: \{\{ \.Values\.router\.internalPort \}\} \}/,
    );
  });
});

test('docs/configuration.md tells of every variable that a service reads', () => {
  const read = new Set(Object.values(CONTEXTS).flatMap((shape) => Object.keys(shape)));
  expect([...read].filter((name) => !documented.includes(`\`${name}\``))).toEqual([]);
});
