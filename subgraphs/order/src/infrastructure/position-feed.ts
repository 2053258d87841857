import type { Logger } from '@marketplace/kernel/logger';
import type { Broker, Closable, LiveMessage } from '@marketplace/messaging/broker';
import { z } from 'zod';
import type { FollowedPositions, PositionFeed } from '../application/ports.ts';
import type { Position } from '../domain/travel.ts';

const REPORTED = 'position.reported';

const report = z.object({
  orderId: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  heading: z.number().nullable(),
  at: z.coerce.date(),
});

/** Positions by the broker's transient signals. An event that tells that an order is beyond ACCEPTED ends those who follow it. */
export async function openPositionFeed(broker: Broker, logger: Logger): Promise<PositionFeed & Closable> {
  const followers = new Map<string, Set<Follower>>();

  function onMessage({ type, event, payload }: LiveMessage): void {
    if (type === REPORTED) onReport(payload);
    else onOrderEvent(event?.data);
  }
  function onReport(payload: LiveMessage['payload']): void {
    const { success, data } = report.safeParse(payload);
    if (!success) return;
    const { orderId, latitude, longitude, heading, at } = data;
    for (const follower of followers.get(orderId) ?? [])
      follower.positions.offer({ point: { latitude, longitude }, heading, at });
  }
  function onOrderEvent(data: object | undefined): void {
    if (!data || !('order' in data)) return;
    const { success, data: order } = movedOrder.safeParse(data.order);
    if (success && order.status !== 'PENDING' && order.status !== 'ACCEPTED')
      for (const follower of followers.get(order.id) ?? []) follower.end();
  }

  const listening = await broker.listen({ patterns: [REPORTED, 'order.*'], onMessage });
  return {
    announce(orderId, { point, heading, at }) {
      const { latitude, longitude } = point;
      broker
        .signal(REPORTED, { orderId, latitude, longitude, heading, at: at.toISOString() })
        .catch((err: unknown) => logger.warn({ err, orderId }, 'a position was not told: the next one will be'));
    },
    follow(orderId) {
      const follower = newFollower(() => {
        const others = followers.get(orderId);
        others?.delete(follower);
        if (others?.size === 0) followers.delete(orderId);
      });
      followers.set(orderId, (followers.get(orderId) ?? new Set()).add(follower));
      return follower.positions;
    },
    async close() {
      await listening.close();
      for (const set of [...followers.values()]) for (const follower of [...set]) follower.end();
    },
  };
}

const movedOrder = z.object({ id: z.string(), status: z.string() });

interface Follower {
  readonly positions: FollowedPositions;
  end(): void;
}

function newFollower(onEnd: () => void): Follower {
  const done = { done: true, value: undefined } as const;
  let newest: Position | undefined;
  let unread = false;
  let ended = false;
  let waiting: ((result: IteratorResult<Position>) => void) | undefined;

  function end(): void {
    if (ended) return;
    ended = true;
    waiting?.(done);
    waiting = undefined;
    onEnd();
  }
  const positions: FollowedPositions = {
    offer(position) {
      if (ended || (newest && position.at <= newest.at)) return;
      newest = position;
      unread = waiting === undefined;
      waiting?.({ done: false, value: position });
      waiting = undefined;
    },
    async next() {
      if (unread && newest) {
        unread = false;
        return { done: false, value: newest };
      }
      if (ended) return done;
      return new Promise((resolve) => {
        waiting = resolve;
      });
    },
    async return() {
      end();
      return done;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
  return { positions, end };
}
