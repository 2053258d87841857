/** Live updates of one payment: first where it stands, or all that followed a cursor; then each change. */
import { decodeCursor, encodeCursor } from '@marketplace/kernel/cursor';
import { type OrderId, paymentOf } from '@marketplace/kernel/ids';
import type { LiveStreams } from '@marketplace/messaging/live-streams';
import type { StreamStore } from '@marketplace/messaging/message-store';
import { z } from 'zod';
import type { Payment } from '../domain/payment.ts';
import { paymentStream } from './carry-out.ts';
import type { PaymentReads } from './ports.ts';
import { maySee, type Viewing } from './who-may.ts';

export interface PaymentUpdate {
  readonly cursor: string;
  readonly snapshot: boolean;
  readonly payment: Payment | null;
}

export interface FollowParts {
  readonly reads: PaymentReads;
  readonly streams: StreamStore;
  /** Opened when the context starts. */
  live(): LiveStreams;
}

const CURSOR = 'paymentUpdated';

/** Throws CursorUnknown. A payment that the viewer may not see is as one that is not known. */
export async function followPayment(
  { reads, streams, live }: FollowParts,
  viewer: Viewing,
  orderId: OrderId,
  after: string | null,
): Promise<AsyncIterableIterator<PaymentUpdate>> {
  const id = paymentOf(orderId);
  const update = async (number: number, snapshot: boolean): Promise<PaymentUpdate> => {
    const [payment] = await reads.payments([id]);
    const visible = payment && maySee(payment, viewer) ? payment : null;
    return { cursor: encodeCursor(CURSOR, orderId, number), snapshot, payment: visible };
  };
  const start = after === null ? await streams.head(paymentStream(id)) : numberOf(after, orderId);
  const source = live().follow(paymentStream(id), start);
  const waiting = after === null ? [await update(start, true)] : [];
  const updates: AsyncIterableIterator<PaymentUpdate> = {
    // not a generator: one that waits for its source can't be ended before the next change, which may never come
    async next() {
      const first = waiting.shift();
      if (first) return { done: false, value: first };
      for (;;) {
        const change = await source.next();
        if (change.done) return { done: true, value: undefined };
        const value = await update(change.value.number, false);
        if (value.payment) return { done: false, value };
      }
    },
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return updates;
    },
  };
  return updates;
}

function numberOf(cursor: string, orderId: OrderId): number {
  const position = z.tuple([z.literal(orderId), z.number().int().min(0)]);
  return decodeCursor(CURSOR, position, cursor)[1];
}
