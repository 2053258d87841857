import { eventually } from '@marketplace/testing/eventually';
import { expect, test } from 'vitest';
import { type MemoryBrokerOptions, memoryBroker } from '../src/memory-broker.ts';
import { eventsOf, recorder } from './broker-suite.ts';

/** What a consumer is given of 20 events, with 4 of another subject between them, by a broker with these options. */
async function given(options: MemoryBrokerOptions): Promise<number[]> {
  const broker = memoryBroker(options);
  const { handled, sequencesOf, subscription } = recorder('consumer');
  await broker.subscribe(subscription);
  await broker.publish([...eventsOf('a', 20), ...eventsOf('b', 4)]);
  const ids = () => new Set(handled.map(({ id }) => id));
  await eventually(() => ids().size >= 24);
  await broker.close();
  return sequencesOf('a');
}

const inOrder = Array.from({ length: 20 }, (_, index) => index + 1);

test('delays alone keep each subject in order', async () => {
  expect(await given({ delays: true })).toEqual(inOrder);
});

test('duplicates come, and nothing else changes', async () => {
  const sequences = await given({ duplicates: true });
  expect(sequences.length).toBeGreaterThan(20);
  expect([...new Set(sequences)]).toEqual(inOrder);
});

test('reordering overtakes within a subject and loses nothing', async () => {
  const sequences = await given({ reorders: true });
  expect(sequences).not.toEqual(inOrder);
  expect(sequences.toSorted((one, other) => one - other)).toEqual(inOrder);
});

test('the same seed doubles the same messages', async () => {
  const first = await given({ seed: 7, duplicates: true });
  expect(await given({ seed: 7, duplicates: true })).toEqual(first);
  expect(await given({ seed: 8, duplicates: true })).not.toEqual(first);
});
