import type { WebhookSender } from '../application/webhook-ports.ts';
import { guardedPost } from './guarded-post.ts';
import { objectionTo } from './public-addresses.ts';

/** Sends as Standard Webhooks 1.0 has it. `allowPrivate`: for tests, plain http and private addresses too. */
export function httpWebhookSender(allowPrivate: boolean, timeoutMs?: number): WebhookSender {
  const post = guardedPost(allowPrivate, timeoutMs);
  return {
    objection: (url) => objectionTo(url, allowPrivate),
    post: (url, { id, timestamp, signature, body }) =>
      post(url, {
        headers: {
          'content-type': 'application/json',
          'user-agent': 'marketplace-webhooks/1',
          'webhook-id': id,
          'webhook-timestamp': timestamp,
          'webhook-signature': signature,
        },
        body,
      }),
  };
}
