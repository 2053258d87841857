/** Looking at things, and checking at every look what must always be true of what is seen. */
import { allowedActions, eventsOf, type OrderSeen, type Side } from './model.ts';
import { type OrderSide, SeeAllOrdersDocument, SeeOrderDocument, SeeOwnOrdersDocument } from './operations.gen.ts';
import type { Person } from './people.ts';
import { ask, type Booking, check, violated, type Walk } from './walk.ts';

/** Null for somebody who has no part in it. */
export function sideOf(walk: Walk, booking: Booking, who: Person): Side | null {
  if (who === booking.customer) return 'CUSTOMER';
  if (who === booking.shop.owner) return 'PROVIDER';
  return who === walk.world.people.operator ? 'OPERATOR' : null;
}

/** The order as this person sees it; its payment and its reviews only when it is looked at `whole`. */
export async function see(walk: Walk, booking: Booking, who: Person, whole = false): Promise<OrderSeen | null> {
  const { order } = await ask(walk, who, SeeOrderDocument, { id: booking.id, whole });
  const side = sideOf(walk, booking, who);
  if (!order) {
    check(
      side !== 'CUSTOMER' && side !== 'OPERATOR',
      'an order is seen by its sides',
      () => `${booking.number} ${side}`,
    );
    return null;
  }
  if (!side) return violated('an order is seen by its sides alone', `${who.name} sees ${booking.number}`);
  booking.status = order.status;
  checkSeen(walk, booking, order, side);
  return order;
}

/** All orders as the operator sees them, after a look at everybody's own lists. */
export async function seeAll(walk: Walk): Promise<ReadonlyMap<Booking, OrderSeen>> {
  const { customers, shops, operator } = walk.world.people;
  const owners = shops.map(({ owner }) => owner);
  for (const who of [...customers, ...owners]) await seeOwn(walk, who, 'CUSTOMER');
  for (const owner of owners) await seeOwn(walk, owner, 'PROVIDER');
  const { adminOrders } = await ask(walk, operator, SeeAllOrdersDocument, { whole: true });
  const orders = adminOrders?.edges.map(({ node }) => node) ?? [];
  return matched(walk, orders, walk.bookings, 'OPERATOR');
}

/** Somebody's own list on one side: it holds their orders, and no others. */
export async function seeOwn(walk: Walk, who: Person, side: OrderSide): Promise<number> {
  const { orders } = await ask(walk, who, SeeOwnOrdersDocument, { side, whole: true });
  const listed = orders?.edges.map(({ node }) => node) ?? [];
  // a provider does not see what was not offered: the list may be shorter
  const own = walk.bookings.filter(({ id, customer, shop }) =>
    side === 'CUSTOMER' ? customer === who : shop.owner === who && listed.some((order) => order.id === id),
  );
  matched(walk, listed, own, side);
  return own.length;
}

function matched(walk: Walk, orders: readonly OrderSeen[], own: readonly Booking[], side: Side) {
  check(orders.length === own.length, 'one’s orders are listed, and no others', () => ({
    side,
    listed: orders.map(({ id }) => id),
    own: own.map(({ id }) => id),
  }));
  return new Map(
    own.map((booking) => {
      const order = orders.find(({ id }) => id === booking.id);
      if (!order) return violated('one’s orders are listed, and no others', { side, missing: booking.id });
      booking.status = order.status;
      checkSeen(walk, booking, order, side);
      return [booking, order] as const;
    }),
  );
}

/** As the operator sees it, who sees all. */
export const seeWhole = (walk: Walk, booking: Booking): Promise<OrderSeen> => seeAsOperator(walk, booking, true);

/** Without its payment and its reviews. */
export const seeProgress = (walk: Walk, booking: Booking): Promise<OrderSeen> => seeAsOperator(walk, booking, false);

async function seeAsOperator(walk: Walk, booking: Booking, whole: boolean): Promise<OrderSeen> {
  const order = await see(walk, booking, walk.world.people.operator, whole);
  if (!order) throw new Error('unreachable: see has checked it');
  return order;
}

function takeUpPrice(booking: Booking, order: OrderSeen): void {
  if (booking.approved?.amount !== order.price.amount) return;
  booking.price = booking.approved;
  booking.approved = null;
}

const HIDDEN_FROM_PROVIDER = new Set(['PENDING', 'SETTLED', 'DECLINED', 'EXPIRED']);

function checkSeen(walk: Walk, booking: Booking, order: OrderSeen, side: Side): void {
  takeUpPrice(booking, order);
  const about = () => ({ booking: booking.number, side, order });
  if (side === 'PROVIDER') {
    const offered = eventsOf(order).some(({ type }) => type === 'payment.authorized');
    check(offered, 'the provider sees an order when its money is held', about);
    const hidden = HIDDEN_FROM_PROVIDER.has(order.status);
    check(!hidden || order.address === null, 'the provider sees the address from acceptance to settlement', about);
  }
  check(side === 'CUSTOMER' || order.startPin === null, 'the PIN is the customer’s', about);
  const mine = side === 'CUSTOMER' ? 'PROVIDER' : 'CUSTOMER';
  const early = order.reviews?.some(({ state, subject }) => state === 'AWAITING_OTHER_SIDE' && subject !== mine);
  check(side === 'OPERATOR' || !early, 'nobody sees the other side’s review early', about);
  const told = order.availableTransitions.map(({ action }) => action);
  const expected = allowedActions(order, side, walk.world.clock.now());
  check(
    expected.every((action) => told.includes(action)),
    'availableTransitions tells all that the table allows',
    () => ({ ...about(), expected }),
  );
  check(
    told.every((action) => action === 'PROPOSE_PRICE' || action === 'APPROVE_PRICE' || expected.includes(action)),
    'availableTransitions tells nothing that the table does not allow',
    () => ({ ...about(), expected }),
  );
}
