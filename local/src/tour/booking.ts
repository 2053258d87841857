import { type Narrator, tell, tellWindow } from './narrator.ts';
import {
  FreeSlotsDocument,
  HoldSlotDocument,
  PlaceOrderDocument,
  SearchDocument,
  type SearchQuery,
} from './operations.gen.ts';
import { eventuallyWithin, untilAnswered } from './patience.ts';
import { accepted, type Person, present } from './person.ts';
import { CUSTOMER_ADDRESS, CUSTOMER_HOME } from './place.ts';

export interface OfferingInHand {
  readonly id: string;
  readonly title: string;
  readonly price: { readonly amount: number; readonly currency: string };
  readonly timeZone: string;
  readonly skillId: string;
}

export interface Slot {
  readonly start: string;
  readonly end: string;
}

const DAY_MS = 86_400_000;
const SHOWN_NEIGHBOURS = 3;

type Found = NonNullable<SearchQuery['searchProviders']>;

/** Looks around near home until the provider with this offering is among the results, and tells of the nearest. */
export async function search(
  customer: Person,
  offering: OfferingInHand,
  patienceMs: number,
  narrator: Narrator,
): Promise<void> {
  const filter = { near: CUSTOMER_HOME, radiusMeters: 15_000, skillIds: [offering.skillId] };
  const result = await eventuallyWithin(patienceMs, 'the new provider in the search', async () => {
    const pages = await allPages(customer, filter);
    return pages.nodes.some((node) => node.offerings.some(({ id }) => id === offering.id)) ? pages : undefined;
  });
  narrator.act(customer.name, `searches for a cleaner within 15 km of Kreuzberg: ${result.total} found`);
  for (const { node, distanceMeters } of result.nearest) {
    const rating = node.rating?.average ? `★ ${node.rating.average.toFixed(1)} (${node.rating.count})` : 'new';
    const price = node.offerings[0] ? `, from ${tell(node.offerings[0].price)}` : '';
    narrator.fact(
      `${node.displayName}${node.verified ? ' ✓' : ''}, ${(distanceMeters / 1000).toFixed(1)} km, ${rating}${price}`,
    );
  }
}

async function allPages(
  customer: Person,
  filter: { near: typeof CUSTOMER_HOME; radiusMeters: number; skillIds: string[] },
): Promise<{ total: number; nearest: Found['edges']; nodes: Found['edges'][number]['node'][] }> {
  const edges: Found['edges'] = [];
  let after: string | undefined;
  for (;;) {
    const variables = { filter, sort: 'DISTANCE' as const, first: 100, ...(after ? { after } : {}) };
    const page = present((await customer.call(SearchDocument, variables)).searchProviders, 'the search');
    edges.push(...page.edges);
    after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? undefined) : undefined;
    if (!after) {
      return {
        total: page.totalCount,
        nearest: edges.slice(0, SHOWN_NEIGHBOURS),
        nodes: edges.map(({ node }) => node),
      };
    }
  }
}

/** Takes the first free slot of the coming week and holds it. */
export async function holdFirstSlot(
  customer: Person,
  offering: OfferingInHand,
  patienceMs: number,
  narrator: Narrator,
): Promise<{ slot: Slot; holdId: string }> {
  const slots = await eventuallyWithin(patienceMs, 'free slots', async () => {
    const [from, to] = [new Date(Date.now() + DAY_MS), new Date(Date.now() + 8 * DAY_MS)];
    const { availableSlots } = await customer.call(FreeSlotsDocument, {
      offeringId: offering.id,
      from: from.toISOString(),
      to: to.toISOString(),
    });
    return availableSlots && availableSlots.length > 0 ? availableSlots : undefined;
  });
  const slot = present(slots[0], 'a slot');
  narrator.act(customer.name, `sees ${slots.length} free times in the coming week`);
  const { holdSlot } = await customer.call(HoldSlotDocument, {
    input: { offeringId: offering.id, start: slot.start },
  });
  const hold = present(accepted(holdSlot).slotHold, 'the hold');
  narrator.act(
    customer.name,
    `holds ${tellWindow(hold.slot, offering.timeZone)} for ten minutes, at ${tell(hold.price)}`,
  );
  return { slot: hold.slot, holdId: hold.id };
}

/** Books the held slot by card and gives the order's id. */
export async function book(
  customer: Person,
  offering: OfferingInHand,
  held: { slot: Slot; holdId: string },
  idempotencyKey: string,
  patienceMs: number,
  narrator: Narrator,
): Promise<string> {
  const variables = {
    input: {
      idempotencyKey,
      offeringId: offering.id,
      start: held.slot.start,
      slotHoldId: held.holdId,
      price: offering.price,
      address: CUSTOMER_ADDRESS,
      location: CUSTOMER_HOME,
      note: 'The bell says Weber. The cat is friendly.',
      payment: { source: 'CARD' as const, paymentMethod: 'pm_card_visa' },
    },
  };
  const placed = await untilAnswered(patienceMs, 'the order', async () => {
    const { placeOrder } = await customer.call(PlaceOrderDocument, variables);
    return placeOrder;
  });
  const order = present(accepted(placed).order, 'the order');
  narrator.act(customer.name, `books for ${tell(order.price)}, held on the card until the job is done`);
  return order.id;
}
