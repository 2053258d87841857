import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WrongEnvironment } from '@marketplace/kernel/environment';
import { eventually } from '@marketplace/testing/eventually';
import { expect, test } from 'vitest';
import { openBroker } from '../src/open-broker.ts';
import { eventsOf, recorder } from './broker-suite.ts';

test('brokers opened by the same URL in one process share what they carry', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'broker-'));
  const url = `embedded:pglite:${path.join(directory, 'db')}`;
  const [one, other] = await Promise.all([openBroker(url), openBroker(url)]);
  const { handled, subscription } = recorder('reader');
  await other.subscribe(subscription);
  expect(await one.publish(eventsOf('a', 1))).toEqual({ failed: [] });
  await eventually(() => handled.length > 0);
  await one.close();
  expect(await other.publish(eventsOf('b', 1))).toEqual({ failed: [] });
  await eventually(() => handled.length > 1);
  await other.close();
  await rm(directory, { recursive: true });
});

test.each([
  '',
  'memory:',
  'embedded:',
  'embedded:mysql://db',
  'kafka://host',
  'amqp:host',
  'amqp://host:port',
  'amqp://host?namespace=A B',
])('refuses %j in a line that names the variable', async (url) => {
  const error = await openBroker(url).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(WrongEnvironment);
  expect(String(error)).toContain('BROKER_URL');
});
