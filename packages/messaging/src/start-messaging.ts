import { type Clock, isShiftedClock } from '@marketplace/kernel/clock';
import type { Logger } from '@marketplace/kernel/logger';
import type { Broker, Closable } from './broker.ts';
import { type Handlers, type RetryDelays, startConsumer } from './consumer.ts';
import { answeringDataExports, type DataExporter } from './data-export.ts';
import { startDeadlines } from './deadlines.ts';
import type { Deadline, MessageStore, Transact, TransactionMessages } from './message-store.ts';
import { RETENTION, type Retention, startPruning } from './prune.ts';
import { startRelay } from './relay.ts';
import { CLOCK_STREAM, followTestClock } from './test-clock.ts';
import { startUnparking } from './unparking.ts';

export interface MessagingParts<T extends TransactionMessages> {
  /** The context's name: its queue, and whose inbox it is. */
  readonly name: string;
  readonly broker: Broker;
  readonly store: MessageStore;
  readonly transact: Transact<T>;
  /**
   * Whole families of events, e.g. `order.*`: a subject's numbers are gapless over all its types, so that a consumer bound
   * to some of them would wait for the others.
   */
  readonly patterns: readonly string[];
  readonly handlers: Handlers<T>;
  /** Acts on a deadline that is due, outside any transaction, by the state it finds: it may be called twice. */
  readonly fire: (deadline: Deadline) => Promise<void>;
  /** In a sandbox a shifted one, which then follows whoever moves it. */
  readonly clock: Clock;
  /** Kinds of deadlines that only keep copies fresh: a clock that is moved neither stops at them nor waits for them. */
  readonly background?: readonly string[];
  /** What this context gives to whoever asks for all that is kept of them. */
  readonly exporter?: DataExporter;
  readonly logger: Logger;
  readonly retention?: Partial<Retention>;
  readonly delays?: RetryDelays;
}

/** Runs a context's side of messaging: relay, consumer, deadlines and pruning. Closing it sends what is in the outbox. */
export async function startMessaging<T extends TransactionMessages>(given: MessagingParts<T>): Promise<Closable> {
  const parts = given.exporter ? answeringDataExports<T, MessagingParts<T>>(given, given.exporter) : given;
  const { name, store, clock, logger } = parts;
  const wanted = { ...RETENTION, ...parts.retention };
  const retention = { ...wanted, keptStreams: [...wanted.keptStreams, CLOCK_STREAM] };
  const started: Closable[] = [];
  const closeAll = async () => {
    // the relay last: the others may still publish
    for (const part of started.splice(0).reverse()) await part.close();
  };
  await store.freeLeases();
  try {
    if (isShiftedClock(clock))
      started.push(await followTestClock({ ...parts, clock, consumes: parts.patterns.length > 0 }));
    started.push(await startRelay({ ...parts, outbox: store.outbox }));
    started.push(startPruning({ store, retention, logger }));
    started.push(await startDeadlines({ ...parts, deadlines: store.deadlines }));
    if (parts.patterns.length > 0) {
      const consuming = { ...parts, consumer: name, inbox: store.inbox };
      started.push(await startConsumer(consuming), await startUnparking(consuming));
    }
  } catch (error) {
    await closeAll();
    throw error;
  }
  return { close: closeAll };
}
