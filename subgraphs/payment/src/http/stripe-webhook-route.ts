/** POST /webhooks/stripe: what Stripe tells. Anything but 2xx makes Stripe tell it again, for three days. */
import { HttpRefusal, readBody, replyJson } from '@marketplace/subgraph/http-reply';
import type { Route } from '@marketplace/subgraph/subgraph';
import type { GatewayNews } from '../application/ports.ts';

export const STRIPE_WEBHOOK_PATH = '/webhooks/stripe';

const MAX_BODY_BYTES = 256 * 1_024; // Stripe's events have a few kilobytes

export interface StripeWebhooks {
  /** Undefined: Stripe did not sign it. Null: it means nothing here. */
  read(body: string, signature: string): GatewayNews | null | undefined;
}

export const stripeWebhookRoute =
  ({ read }: StripeWebhooks, hear: (news: GatewayNews) => Promise<void>): Route =>
  async (request, response) => {
    if (request.method !== 'POST') throw new HttpRefusal(405, 'BAD_REQUEST', 'Use POST', { allow: 'POST' });
    const body = await readBody(request, MAX_BODY_BYTES);
    const news = read(body, String(request.headers['stripe-signature'] ?? ''));
    if (news === undefined) throw new HttpRefusal(400, 'BAD_REQUEST', 'This is not signed by Stripe');
    if (news) await hear(news);
    replyJson(response, 200, { received: true });
  };
