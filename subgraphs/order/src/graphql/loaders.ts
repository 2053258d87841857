import DataLoader from 'dataloader';
import type { Application } from '../application/ports.ts';
import { type VisibleJob, visibleJobs } from '../application/read-jobs.ts';
import {
  type HistoryQuery,
  histories,
  messages,
  type VisibleOrder,
  visibleOrders,
} from '../application/read-orders.ts';
import type { OrderMessage } from '../domain/message.ts';
import type { Asker } from '../domain/visibility.ts';

type History = Awaited<ReturnType<typeof histories>>[number];
type Messages = Awaited<ReturnType<typeof messages>>[number];

/** Each joins what the resolvers of one tick ask for into one read. */
export interface Loaders {
  /** Undefined for an order, or a job, that the asker may not see. */
  readonly order: DataLoader<string, VisibleOrder | undefined>;
  readonly job: DataLoader<string, VisibleJob | undefined>;
  readonly history: DataLoader<HistoryQuery, History>;
  readonly messages: DataLoader<HistoryQuery, Messages>;
  /** What was written by this event of an order's. */
  readonly message: DataLoader<Pick<OrderMessage, 'orderId' | 'number'>, OrderMessage | undefined>;
}

// Without a cache: a mutation reads what it has just changed, and a subscription lives for hours.
const options = { cache: false, maxBatchSize: 100 };

/** `asker`: undefined for somebody who is not signed in, and so sees no order. */
export function newLoaders(app: Application, asker: Asker | undefined): Loaders {
  return {
    order: new DataLoader(async (ids) => (asker ? visibleOrders(app, asker, ids) : ids.map(() => undefined)), options),
    job: new DataLoader(async (ids) => (asker ? visibleJobs(app, asker, ids) : ids.map(() => undefined)), options),
    history: new DataLoader((queries) => histories(app, queries), options),
    messages: new DataLoader((queries) => messages(app, queries), options),
    message: new DataLoader(async (asked) => {
      const found = await app.reads.messages(
        asked.map(({ orderId, number }) => ({ orderId, after: number - 1, limit: 1 })),
      );
      return found.map(([message]) => message);
    }, options),
  };
}
