import DataLoader from 'dataloader';
import type { Application } from '../application/ports.ts';
import { type HistoryQuery, histories, type VisibleOrder, visibleOrders } from '../application/read-orders.ts';
import type { Asker } from '../domain/visibility.ts';

type History = Awaited<ReturnType<typeof histories>>[number];

/** Each joins what the resolvers of one tick ask for into one read. */
export interface Loaders {
  /** Undefined for an order that the asker may not see. */
  readonly order: DataLoader<string, VisibleOrder | undefined>;
  readonly history: DataLoader<HistoryQuery, History>;
}

// Without a cache: a mutation reads what it has just changed, and a subscription lives for hours.
const options = { cache: false, maxBatchSize: 100 };

/** `asker`: undefined for somebody who is not signed in, and so sees no order. */
export function newLoaders(app: Application, asker: Asker | undefined): Loaders {
  return {
    order: new DataLoader(async (ids) => (asker ? visibleOrders(app, asker, ids) : ids.map(() => undefined)), options),
    history: new DataLoader((queries) => histories(app, queries), options),
  };
}
