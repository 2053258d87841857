import type { Logger } from '@marketplace/kernel/logger';
import { scopesOf } from '@marketplace/kernel/roles';
import type { Delivery, Webhook } from '../domain/webhook.ts';
import type { NotificationStore } from './ports.ts';
import type { PublicApi, PublicError, PublicResult } from './webhook-ports.ts';

const MAX_PAYLOAD_BYTES = 256 * 1024; // an operation that answers with more is better asked by the integrator

/** Nothing can be sent, now and later. */
export class Unsendable extends Error {}

export interface PayloadParts {
  readonly store: NotificationStore;
  readonly publicApi: PublicApi | undefined;
  readonly logger: Logger;
}

/** The body to send. Throws Unsendable, or anything else when it is to be tried again. */
export async function payloadOf(parts: PayloadParts, webhook: Webhook, delivery: Delivery): Promise<string> {
  const { eventType: type, occurredAt } = delivery;
  const content =
    webhook.query === null ? { data: delivery.data } : await selected(parts, webhook, webhook.query, delivery);
  const body = JSON.stringify({ type, timestamp: occurredAt.toISOString(), ...content });
  if (Buffer.byteLength(body) > MAX_PAYLOAD_BYTES) throw new Unsendable('the payload is too large');
  return body;
}

/** What the owner may see of it now; null where that is nothing, with the error that says why. */
async function selected({ store, publicApi }: PayloadParts, webhook: Webhook, query: string, { entity }: Delivery) {
  const { accountId, scopes } = webhook;
  const owner = await store.reads.account(accountId);
  if (!owner || owner.deleted) throw new Unsendable('the owner is gone');
  if (!publicApi) throw new Error('no operation can be run here');
  const { roles } = owner;
  const allowed = scopesOf(roles); // of the token's scopes, those that a token could have now
  const result = await publicApi({
    query,
    id: entity,
    account: accountId,
    roles,
    scopes: scopes.filter((scope) => allowed.includes(scope)),
  });
  const fault = codes(result).find((code) => PASSING.has(code));
  if (fault) throw new Error(`the operation failed: ${fault}`);
  const { data, errors = [] } = result;
  if (data === undefined) throw new Unsendable('the operation is refused');
  return errors.length === 0 ? { data } : { data, errors: errors.map(shown) };
}

/** Faults that another time may not have. Anything else that is missing is what the owner may not see. */
const PASSING: ReadonlySet<unknown> = new Set([
  'SUBGRAPH_UNAVAILABLE',
  'SUBGRAPH_TIMEOUT',
  'INTERNAL_SERVER_ERROR',
  'RATE_LIMITED',
]);

/** What a client of the API reads of an error, without what only helps to find a fault. */
const shown = ({ message, path, extensions }: PublicError) => ({
  message,
  path,
  extensions: { code: extensions?.code },
});

const codes = ({ errors = [] }: PublicResult): string[] => errors.map(({ extensions }) => String(extensions?.code));
