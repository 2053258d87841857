import type { Clock } from '@marketplace/kernel/clock';
import type { Pusher, PushStore } from '../application/push-ports.ts';
import { objectionTo } from './public-addresses.ts';

/** Keeps pushes instead of sending them, for /dev/mail to show. */
export const outboxPusher = (pushes: PushStore, clock: Clock): Pusher => ({
  key: null,
  objection: (endpoint) => objectionTo(endpoint, false),
  send: (push, { endpoint }) => pushes.save({ ...push, endpoint, sentAt: clock.now() }),
});
