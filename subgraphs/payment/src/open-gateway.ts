/** Opens a payment gateway by its URL, with what it serves and tells by itself. */
import type { Clock } from '@marketplace/kernel/clock';
import { WrongEnvironment } from '@marketplace/kernel/environment';
import type { Logger } from '@marketplace/kernel/logger';
import type { Deadline } from '@marketplace/messaging/message-store';
import type { Database } from '@marketplace/storage/database';
import type { Route } from '@marketplace/subgraph/subgraph';
import type { Gateway, GatewayNews } from './application/ports.ts';
import { CONFIRMATION_PATH, confirmationRoute } from './http/confirmation-route.ts';
import { STRIPE_WEBHOOK_PATH, stripeWebhookRoute } from './http/stripe-webhook-route.ts';
import { keptCustomers } from './infrastructure/gateway-customers.ts';
import { simulatedGateway } from './infrastructure/simulated-gateway.ts';
import { simulatedOwners } from './infrastructure/simulated-owners.ts';
import { SIMULATED_WEBHOOK, simulatedWebhooks } from './infrastructure/simulated-webhooks.ts';
import { stripeClient, stripeGateway } from './infrastructure/stripe-gateway.ts';
import { newsOf, signedEvent } from './infrastructure/stripe-news.ts';

export interface OpenedGateway {
  readonly gateway: Gateway;
  /** By path. What comes in by them is told to `hear`. */
  routes(hear: (news: GatewayNews) => Promise<void>): Readonly<Record<string, Route>>;
  /** What one of the gateway's own deadlines tells; undefined for any other deadline. */
  newsOf(deadline: Deadline): Promise<GatewayNews> | undefined;
}

export interface GatewayPlace {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where clients reach this service's routes. */
  readonly apiUrl: string;
  /** Where the web app is. */
  readonly webUrl: string;
  /** Makes the tokens of forms. */
  readonly formKey: Buffer;
}

export interface StripeSecrets {
  readonly STRIPE_SECRET_KEY?: string | undefined;
  readonly STRIPE_WEBHOOK_SECRET?: string | undefined;
}

/** `simulated:`, which keeps its books in the context's database, or `stripe:`, which may name another host than Stripe's. */
export function openGateway(url: string, secrets: StripeSecrets, place: GatewayPlace): OpenedGateway {
  if (url === 'simulated:') return openSimulated(place);
  const [, apiUrl] = /^stripe:(https?:\/\/.+)?$/.exec(url) ?? wrong('GATEWAY_URL: must be simulated: or stripe:');
  return openStripe(apiUrl, secrets, place);
}

export function openSimulated({
  database,
  clock,
  apiUrl,
  formKey,
}: Omit<GatewayPlace, 'logger' | 'webUrl'>): OpenedGateway {
  const books = { database, clock };
  const owners = simulatedOwners(books);
  const webhooks = simulatedWebhooks(books);
  const confirmationUrl = `${apiUrl}${CONFIRMATION_PATH}`;
  return {
    gateway: simulatedGateway({ ...books, confirmationUrl, announce: webhooks.announce }),
    routes: (hear) => {
      const answer: typeof owners.answer = async (intent, isApproved) => {
        await owners.answer(intent, isApproved);
        await hear({ kind: 'INTENT', names: [intent] });
      };
      return { [CONFIRMATION_PATH]: confirmationRoute({ ...owners, answer }, formKey) };
    },
    newsOf: (deadline) => (deadline.kind === SIMULATED_WEBHOOK ? webhooks.newsOf(deadline) : undefined),
  };
}

function openStripe(apiUrl: string | undefined, secrets: StripeSecrets, place: GatewayPlace): OpenedGateway {
  const secretKey = required('STRIPE_SECRET_KEY', secrets.STRIPE_SECRET_KEY);
  const webhookSecret = required('STRIPE_WEBHOOK_SECRET', secrets.STRIPE_WEBHOOK_SECRET);
  const { webUrl, logger, database } = place;
  const stripe = stripeClient(secretKey, apiUrl);
  const read = (body: string, signature: string): GatewayNews | null | undefined => {
    const event = signedEvent(stripe, body, signature, webhookSecret);
    return event && (newsOf(event) ?? null);
  };
  return {
    gateway: stripeGateway({ stripe, customers: keptCustomers(database), webUrl, logger }),
    routes: (hear) => ({ [STRIPE_WEBHOOK_PATH]: stripeWebhookRoute({ read }, hear) }),
    newsOf: () => undefined,
  };
}

const required = (name: string, value: string | undefined): string => value ?? wrong(`${name}: is required by stripe:`);

function wrong(message: string): never {
  throw new WrongEnvironment(message);
}
