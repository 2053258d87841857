import { type AccountId, customerOf, providerOf } from '@marketplace/kernel/ids';
import { EXPORTED_AT_MOST, listed } from '@marketplace/messaging/data-export';
import type { OrderMessage } from '../domain/message.ts';
import type { Order, Side } from '../domain/order.ts';
import type { Application, OrderReads } from './ports.ts';

type Asked = Pick<Application, 'reads' | 'clock'>;

const ASKED = EXPORTED_AT_MOST + 1; // whether there are more
const ORDERS_AT_ONCE = 100; // whose messages are read by one statement
const MESSAGES_OF_ORDER = 1_000; // an order takes far fewer in its time

/** What this context keeps of a person, for the person: what the other side of an order wrote or told stays theirs. */
export async function exportAccountData({ reads, clock }: Asked, account: AccountId): Promise<object> {
  const [customer, provider] = [customerOf(account), providerOf(account)];
  const jobs = await reads.jobsOf({ customer, limit: ASKED, after: null });
  return {
    ordersAsCustomer: await ordersOf(reads, 'CUSTOMER', customer),
    ordersAsProvider: await ordersOf(reads, 'PROVIDER', provider),
    jobs: listed(jobs),
    quotes: listed(await reads.quotesBy(provider, ASKED)),
    availability: (await reads.availability(provider, clock.now())) ?? null,
  };
}

async function ordersOf(reads: OrderReads, side: Side, profile: Order['customerId'] | Order['providerId']) {
  const orders = listed(await reads.ordersOf({ side, profile, statuses: null, limit: ASKED, after: null }));
  const items: object[] = [];
  for (let from = 0; from < orders.items.length; from += ORDERS_AT_ONCE) {
    const some = orders.items.slice(from, from + ORDERS_AT_ONCE);
    const messages = await reads.messages(some.map(({ id }) => ({ orderId: id, after: 0, limit: MESSAGES_OF_ORDER })));
    items.push(...some.map((order, index) => ownPart(order, side, messages[index] ?? [])));
  }
  return { ...orders, items };
}

/** The place, the note and the PIN are the customer's; of messages and statements each side has its own. */
function ownPart(order: Order, side: Side, messages: readonly OrderMessage[]): object {
  const { id, customerId, providerId, offeringId, title, status, price, scheduledFor, timeZone } = order;
  const { address, location, note, startPin, steps, dispute, createdAt, updatedAt } = order;
  return {
    id,
    customerId,
    providerId,
    offeringId,
    title,
    status,
    price,
    scheduledFor,
    timeZone,
    ...(side === 'CUSTOMER' ? { address, location, note, startPin } : {}),
    steps,
    dispute: dispute && {
      openedAt: dispute.openedAt,
      resolvedAt: dispute.resolvedAt,
      refund: dispute.refund,
      statements: dispute.statements.filter(({ by }) => by === side),
    },
    messages: messages.filter(({ from }) => from === side).map(({ text, at }) => ({ text, at })),
    createdAt,
    updatedAt,
  };
}
