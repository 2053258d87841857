import { randomUUID } from 'node:crypto';
import { silentLogger } from '@marketplace/kernel/logger';
import { pgliteDatabase } from '@marketplace/testing/databases';
import { eventually } from '@marketplace/testing/eventually';
import { expect, test } from 'vitest';
import { embeddedBroker } from '../src/embedded-broker.ts';
import { startMessaging } from '../src/start-messaging.ts';
import { draft, ORIGIN, postgresWorld } from './message-world.ts';

test('a context and its broker work on one embedded database, which is a single connection', async () => {
  const database = await pgliteDatabase();
  const world = await postgresWorld(database);
  const broker = await embeddedBroker(database, { soleProcess: true });
  const messaging = await startMessaging({
    ...world,
    name: 'sample',
    broker,
    patterns: ['payout.*'],
    handlers: {
      'payout.completed': async (tx, { subject, sequence }) => {
        await tx.note(subject, String(sequence));
        if (sequence < 3) await tx.publish(draft(subject));
        await tx.setDeadline({ kind: `after ${sequence}`, subject, dueAt: world.clock.now() });
      },
    },
    fire: ({ kind, subject }) => world.transact(ORIGIN, (tx) => tx.note(`${subject} fired`, kind)),
    logger: silentLogger,
  });
  const subjects = Array.from({ length: 10 }, () => randomUUID());
  await Promise.all(subjects.map((subject) => world.transact(ORIGIN, (tx) => tx.publish(draft(subject)))));
  for (const subject of subjects) {
    await eventually(async () => (await world.notes(`${subject} fired`)).length === 3);
    expect(await world.notes(subject)).toEqual(['1', '2', '3']);
  }
  await messaging.close();
  await broker.close();
  await world.close();
});

test('what a killed process had leased is free again when the next one starts', async () => {
  const database = await pgliteDatabase();
  const world = await postgresWorld(database);
  const broker = await embeddedBroker(database, { soleProcess: true });
  const subject = randomUUID();
  await world.transact(ORIGIN, async (tx) => {
    await tx.publish(draft(subject));
    await tx.setDeadline({ kind: 'due', subject, dueAt: world.clock.now() });
  });
  const { outbox, deadlines } = world.store;
  const never = 3_600_000;
  expect(await outbox.claimSubjects('killed', 10, never)).toEqual([subject]);
  expect(await deadlines.claimDue('killed', world.clock.now(), 10, never)).toHaveLength(1);
  const fired: string[] = [];
  const messaging = await startMessaging({
    ...world,
    name: 'sample',
    broker,
    patterns: [],
    handlers: {},
    fire: async (deadline) => void fired.push(deadline.kind),
    logger: silentLogger,
  });
  await eventually(async () => fired.length === 1 && (await outbox.backlog()).unsent === 0);
  await messaging.close();
  await broker.close();
  await world.close();
});
