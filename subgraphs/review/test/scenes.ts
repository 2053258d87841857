/** A settled order in a running context, and what its two sides and others do with it through the API. */
import type { Caller } from '@marketplace/subgraph/caller';
import { eventually } from '@marketplace/testing/eventually';
import type { KnownOrder } from '../src/domain/review.ts';
import type { Running } from './running.ts';
import { anOrder, callerFor, customerAccount, NOW, orderEvent, providerAccount } from './samples.ts';

const SUBMIT = `mutation ($input: SubmitReviewInput!) {
  submitReview(input: $input) { review { id subject rating comment state order { id } } userErrors { code field } }
}`;
export const ENTITIES = `query ($of: [_Any!]!) {
  _entities(representations: $of) {
    ... on Order { id reviews { id subject state } }
    ... on Provider { id rating { average count histogram } page: reviews { edges { node { id order { id } } } } }
    ... on Review { id comment }
  }
}`;

export const at = (running: Running, order: KnownOrder) => {
  const customer = callerFor(customerAccount(order), 'CUSTOMER');
  const provider = callerFor(providerAccount(order), 'CUSTOMER', 'PROVIDER');
  const submit = (caller: Caller, rating = 5, comment = 'Good', orderId: string = order.id) =>
    running.ask(caller, SUBMIT, { input: { orderId, rating, comment } });
  const entity = async (caller: Caller, representation: object) => {
    const { _entities } = await running.ask(caller, ENTITIES, { of: [representation] });
    return Array.isArray(_entities) ? _entities[0] : undefined;
  };
  return { customer, provider, submit, entity };
};

/** Publishes the order's events up to its settlement and waits until the context knows. */
export async function settled(running: Running, order = anOrder()): Promise<KnownOrder> {
  await running.broker.publish([
    orderEvent('order.placed', order, NOW),
    orderEvent('order.accepted', order, NOW),
    orderEvent('order.settled', order, order.settledAt ?? NOW),
  ]);
  await eventually(async () => (await running.store.reads.orders([order.id]))[0]?.settledAt);
  return order;
}
