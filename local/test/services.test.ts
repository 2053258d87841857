/** The tour against every service as a process of its own, as in production: PostgreSQL, MongoDB, RabbitMQ, HTTP between them. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { postgresDatabase } from '@marketplace/testing/databases';
import { eventually } from '@marketplace/testing/eventually';
import { startReceiver } from '@marketplace/testing/receiver';
import { serviceUrl } from '@marketplace/testing/services';
import { connect } from 'amqplib';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { book, holdFirstSlot } from '../src/tour/booking.ts';
import { silentNarrator } from '../src/tour/narrator.ts';
import { signUp } from '../src/tour/person.ts';
import { openShop } from '../src/tour/shop.ts';
import { runTour } from '../src/tour/tour.ts';
import { ask } from './support/ask.ts';
import { freePort, type ServiceProcess, startService } from './support/service-process.ts';
import { STEPS_SEEN_LIVE } from './support/steps.ts';

const RELATIONAL = ['auth', 'order', 'payment'];
const DOCUMENTS = ['user', 'review', 'notification'];
const CONTEXTS = [...RELATIONAL, ...DOCUMENTS];

const urls = { postgres: serviceUrl('postgres'), mongodb: serviceUrl('mongodb'), rabbitmq: serviceUrl('rabbitmq') };
const missing = Object.entries(urls).flatMap(([name, url]) => (url ? [] : name));
const why = missing.length > 0 ? ` (skipped: no ${missing.join(', no ')})` : '';

describe.skipIf(missing.length > 0)(`services on PostgreSQL, MongoDB and RabbitMQ${why}`, () => {
  const { postgres = '', mongodb = '', rabbitmq = '' } = urls;
  const run = randomBytes(4).toString('hex');
  const namespace = `test-${run}`;
  const documents = (name: string) => Object.assign(new URL(mongodb), { pathname: `/test_${run}_${name}` }).href;
  let database: Awaited<ReturnType<typeof postgresDatabase>>;
  let router: ServiceProcess;
  let images = '';
  const services: ServiceProcess[] = [];

  beforeAll(async () => {
    database = await postgresDatabase(postgres);
    images = await mkdtemp(path.join(tmpdir(), 'images-'));
    const shared = {
      ROUTER_SECRET: randomBytes(32).toString('hex'),
      BROKER_URL: `${rabbitmq}?namespace=${namespace}`,
      LOG_LEVEL: 'warn',
      SANDBOX: 'true', // whoever signs up need not verify an address before ordering
    };
    const ports = Object.fromEntries(
      await Promise.all(CONTEXTS.map(async (name) => [name, await freePort()] as const)),
    );
    const internalPort = await freePort();
    for (const name of CONTEXTS) {
      services.push(
        await startService({
          main: `subgraphs/${name}/src/main.ts`,
          port: ports[name] ?? 0,
          environment: {
            ...shared,
            PORT: String(ports[name]),
            DATABASE_URL: database.url,
            DOCUMENTS_URL: documents(name),
            SIGNING_KEY: randomBytes(32).toString('base64'),
            MAIL_URL: 'outbox:',
            ROUTER_URL: `http://127.0.0.1:${internalPort}`,
            WEBHOOK_ALLOW_PRIVATE: 'true',
            IMAGES_URL: `file:${images}`,
          },
        }),
      );
    }
    const port = await freePort();
    router = await startService({
      main: 'router/src/main.ts',
      port,
      environment: {
        ...shared,
        PORT: String(port),
        SUPERGRAPH: path.resolve(import.meta.dirname, '../../schema/supergraph.graphql'),
        JWKS_URL: `${services[0]?.url}/.well-known/jwks.json`,
        AUTH_URL: services[0]?.url ?? '',
        INTERNAL_PORT: String(internalPort),
        RELAY_ROUTES: '/images/=user,/uploads/=user,/exports/=auth,/webhooks/=payment,/unsubscribe/=notification',
        ...Object.fromEntries(
          CONTEXTS.map((name) => [`SUBGRAPH_URL_${name.toUpperCase()}`, `http://127.0.0.1:${ports[name]}/graphql`]),
        ),
      },
    });
  }, 240_000);

  afterAll(async () => {
    await router?.kill();
    await Promise.all(services.map((service) => service.kill()));
    await database?.close();
    if (images) await rm(images, { recursive: true });
    await dropDocuments(mongodb, run);
    await dropQueues(rabbitmq, namespace);
  });

  test('the tour holds', { timeout: 120_000 }, async () => {
    const outcome = await runTour({ url: `${router.url}/graphql`, patienceMs: 30_000, narrator: silentNarrator });
    expect(outcome.seenLive).toEqual(STEPS_SEEN_LIVE);
  });

  test('a webhook’s own query is run by the router, in another process', { timeout: 60_000 }, async () => {
    const receiver = await startReceiver();
    const people = { url: `${router.url}/graphql`, patienceMs: 30_000 };
    const password = 'services-test-password';
    const customer = await signUp(people, { email: 'c@services.test', password, displayName: 'C', role: 'CUSTOMER' });
    const provider = await signUp(people, { email: 'p@services.test', password, displayName: 'P', role: 'PROVIDER' });
    const query = 'query ($id: ID!) { order(id: $id) { id customer { displayName } } }';
    const input = { url: receiver.url, eventTypes: ['order.placed'], query };
    const create = 'mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { userErrors { message } } }';
    const created = await ask(customer, create, { input }, z.object({ createWebhook: z.unknown() }));
    expect(created).toEqual({ createWebhook: { userErrors: [] } });
    const offering = await openShop(provider, silentNarrator);
    const held = await holdFirstSlot(customer, offering, 30_000, silentNarrator);
    const id = await book(customer, offering, held, 'once', 30_000, silentNarrator);
    const { body } = await eventually(() => receiver.received[0], 30_000);
    expect(JSON.parse(String(body)).data).toEqual({ order: { id, customer: { displayName: 'C' } } });
    await receiver.close();
  });

  test('every service drains and ends with 0 on SIGTERM', { timeout: 120_000 }, async () => {
    expect(await router.terminate()).toBe(0);
    const statuses = await Promise.all(services.map((service) => service.terminate()));
    expect(statuses).toEqual(CONTEXTS.map(() => 0));
  });
});

async function dropDocuments(url: string, run: string): Promise<void> {
  const client = await MongoClient.connect(url);
  for (const name of DOCUMENTS) await client.db(`test_${run}_${name}`).dropDatabase();
  await client.close();
}

async function dropQueues(url: string, namespace: string): Promise<void> {
  const connection = await connect(url);
  const channel = await connection.createChannel();
  for (const name of CONTEXTS) {
    await channel.deleteQueue(`${namespace}.${name}`);
    await channel.deleteQueue(`${namespace}.parked.${name}`);
  }
  await channel.deleteExchange(`${namespace}.marketplace.events`);
  await channel.deleteExchange(`${namespace}.marketplace.signals`);
  await connection.close();
}
