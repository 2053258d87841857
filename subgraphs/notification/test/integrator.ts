/** What an integrator does through the API in an account's name. */
import type { Running } from './running.ts';
import { callerFor } from './samples.ts';

export const CREATE = `mutation ($input: CreateWebhookInput!) {
  createWebhook(input: $input) { secret webhook { id url eventTypes query active } userErrors { code field } }
}`;
export const DELETE = 'mutation ($id: ID!) { deleteWebhook(id: $id) { webhook { id } userErrors { code field } } }';
export const REPLAY =
  'mutation ($id: ID!) { replayWebhookDelivery(id: $id) { delivery { id status attempts } userErrors { code field } } }';
export const LIST = `query ($first: Int, $after: String) { webhooks { id active deliveries(first: $first, after: $after) {
  edges { node { id eventId eventType status attempts lastStatusCode nextAttemptAt } } pageInfo { hasNextPage endCursor }
} } }`;

export interface ShownDelivery {
  readonly id: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly status: string;
  readonly attempts: number;
  readonly lastStatusCode: number | null;
  readonly nextAttemptAt: string | null;
}

export function integrator(running: Running, account: `acc_${string}`) {
  const caller = {
    ...callerFor(account, 'CUSTOMER'),
    scopes: ['webhooks:read', 'webhooks:write', 'orders:read'] as const,
  };
  const ask = (query: string, variables: object = {}) => running.ask(caller, query, { ...variables });
  return {
    create: async (input: object) => Object((await ask(CREATE, { input })).createWebhook),
    remove: (id: string) => ask(DELETE, { id }),
    replay: async (id: string) => Object((await ask(REPLAY, { id })).replayWebhookDelivery),
    list: async (variables: object = {}) => Object((await ask(LIST, variables)).webhooks),
    async deliveries(): Promise<ShownDelivery[]> {
      const [webhook] = Object((await ask(LIST)).webhooks);
      return webhook.deliveries.edges.map(({ node }: { node: ShownDelivery }) => node);
    },
  };
}
