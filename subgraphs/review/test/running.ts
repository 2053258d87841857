/** A whole review context in this process, with a clock that tests move and a broker that they publish to. */
import { randomBytes } from 'node:crypto';
import { silentLogger } from '@marketplace/kernel/logger';
import type { AnyEnvelope } from '@marketplace/messaging/envelope';
import { type MemoryBroker, type MemoryBrokerOptions, memoryBroker } from '@marketplace/messaging/memory-broker';
import type { Caller } from '@marketplace/subgraph/caller';
import { signIdentity } from '@marketplace/subgraph/identity';
import type { FormattedExecutionResult } from 'graphql';
import type { ReviewStore } from '../src/application/ports.ts';
import { compose, type ReviewContext } from '../src/compose.ts';
import { NOW } from './samples.ts';
import type { OpensStore } from './stores.ts';

export interface Running {
  readonly context: ReviewContext;
  readonly store: ReviewStore;
  readonly broker: MemoryBroker;
  /** What the context has published so far. */
  readonly published: AnyEnvelope[];
  readonly clock: { now(): Date; moveTo(instant: Date): void };
  run(caller: Caller, query: string, variables?: Record<string, unknown>): Promise<FormattedExecutionResult>;
  /** The data of an operation in the caller's name; throws on GraphQL errors. */
  ask(caller: Caller, query: string, variables?: Record<string, unknown>): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

export async function runReview(open: OpensStore, options: MemoryBrokerOptions = {}): Promise<Running> {
  let now = NOW;
  const clock = {
    now: () => now,
    moveTo: (instant: Date) => {
      now = instant;
    },
  };
  const { store, close } = await open(clock);
  const broker = memoryBroker(options);
  const published: AnyEnvelope[] = [];
  await broker.listen({ patterns: ['review.*', 'audit.*'], onMessage: ({ event }) => event && published.push(event) });
  const key = randomBytes(32);
  const context = compose({
    store,
    broker,
    clock,
    logger: silentLogger,
    identityKey: key,
    settings: { reportsBeforeReview: 3 },
    ping: async () => {},
    close: async () => {
      await broker.close();
      await close();
    },
  });
  await context.start();
  const run: Running['run'] = (caller, query, variables = {}) =>
    context.subgraph.execute({ query, variables }, signIdentity(caller, 'review', key));
  return {
    context,
    store,
    broker,
    published,
    clock,
    run,
    ask: async (caller, query, variables) => {
      const { data, errors } = await run(caller, query, variables);
      if (errors) throw new Error(errors.map(({ message, extensions }) => `${extensions?.code}: ${message}`).join());
      return data ?? {};
    },
    close: context.stop,
  };
}
