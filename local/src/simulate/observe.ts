/** Looking at things, and checking at every look what must always be true of what is seen. */
import { allowedActions, eventsOf, type OrderSeen, type Side } from './model.ts';
import { SeeOrderDocument } from './operations.gen.ts';
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

/** As the operator sees it, who sees all. */
export const seeWhole = (walk: Walk, booking: Booking): Promise<OrderSeen> => seeAsOperator(walk, booking, true);

/** Without its payment and its reviews. */
export const seeProgress = (walk: Walk, booking: Booking): Promise<OrderSeen> => seeAsOperator(walk, booking, false);

async function seeAsOperator(walk: Walk, booking: Booking, whole: boolean): Promise<OrderSeen> {
  const order = await see(walk, booking, walk.world.people.operator, whole);
  if (!order) throw new Error('unreachable: see has checked it');
  return order;
}

const HIDDEN_FROM_PROVIDER = new Set(['PENDING', 'SETTLED', 'DECLINED', 'EXPIRED']);

function checkSeen(walk: Walk, booking: Booking, order: OrderSeen, side: Side): void {
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
