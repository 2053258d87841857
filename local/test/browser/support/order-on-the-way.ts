/** Brings an order, through the API, to where a test begins. */

import { eventually } from '@marketplace/testing/eventually';
import type { BrowserContext } from 'playwright-core';
import { businessOf } from './booking.ts';
import { askAs, type Stage } from './stage.ts';

interface Both {
  readonly customer: BrowserContext;
  readonly provider: BrowserContext;
}

const DAY_MS = 86_400_000;
const ADDRESS = 'Lindenweg 7, 2nd floor';

/** An order that the provider has accepted. */
export async function acceptedOrder(stage: Stage, { customer, provider }: Both): Promise<string> {
  const business = await businessOf(provider, stage);
  const offeringId = business.offerings.find(({ active }) => active)?.id;
  const from = new Date().toISOString();
  const to = new Date(Date.now() + 28 * DAY_MS).toISOString();
  const { availableSlots: slots } = await askAs<{ availableSlots: { start: string }[] }>(
    customer,
    stage.url,
    'query ($offeringId: ID!, $from: DateTime!, $to: DateTime!) { availableSlots(offeringId: $offeringId, from: $from, to: $to) { start } }',
    { offeringId, from, to },
  );
  const input = {
    idempotencyKey: crypto.randomUUID(),
    offeringId,
    start: slots[0]?.start,
    address: ADDRESS,
    location: business.location.point,
    payment: { source: 'CARD', paymentMethod: 'pm_card_visa' },
  };
  const placed = await askAs<{ placeOrder: { order: { id: string } | null; userErrors: unknown[] } }>(
    customer,
    stage.url,
    'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { order { id } userErrors { message } } }',
    { input },
  );
  const orderId = placed.placeOrder.order?.id;
  if (!orderId) throw new Error(JSON.stringify(placed.placeOrder.userErrors));
  // the provider sees it once the payment is held
  await eventually(
    async () => (await act(stage, provider, 'acceptOrder', 'OrderActionInput', { orderId })).length === 0,
  );
  return orderId;
}

/** An order on which the provider is at work. */
export async function startedOrder(stage: Stage, both: Both): Promise<string> {
  const orderId = await acceptedOrder(stage, both);
  const { order } = await askAs<{ order: { startPin: string } }>(
    both.customer,
    stage.url,
    'query ($orderId: ID!) { order(id: $orderId) { startPin } }',
    { orderId },
  );
  await done(stage, both.provider, 'departForOrder', 'OrderActionInput', { orderId });
  await done(stage, both.provider, 'startOrder', 'StartOrderInput', { orderId, pin: order.startPin });
  return orderId;
}

async function act(stage: Stage, who: BrowserContext, mutation: string, type: string, input: object) {
  const answer = await askAs<{ done: { userErrors: { message: string }[] } }>(
    who,
    stage.url,
    `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { userErrors { message } } }`,
    { input },
  );
  return answer.done.userErrors;
}

export async function done(stage: Stage, who: BrowserContext, mutation: string, type: string, input: object) {
  const userErrors = await act(stage, who, mutation, type, input);
  if (userErrors.length > 0) throw new Error(`${mutation}: ${JSON.stringify(userErrors)}`);
}
