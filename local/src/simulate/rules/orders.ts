/** Orders as their sides see them, and their places in calendars inside the database. */
import { rows } from '@marketplace/storage/database';
import { type SQL, sql } from 'drizzle-orm';
import { eventsOf, HISTORY, hasEnded, type OrderSeen } from '../model.ts';
import { type Booking, check, type Terms, violated, type Walk } from '../walk.ts';

const RULES: readonly (readonly [rule: string, offenders: (now: Date) => SQL])[] = [
  [
    'no two live bookings of a provider overlap',
    () => sql`select a.id, b.id as other from orders.orders a join orders.orders b
        on a.provider_id = b.provider_id and a.id < b.id and a.starts_at < b.ends_at and b.starts_at < a.ends_at
        where a.status in ('PENDING', 'ACCEPTED', 'IN_PROGRESS') and b.status in ('PENDING', 'ACCEPTED', 'IN_PROGRESS')`,
  ],
  [
    'a live order has its place in the calendar, an ended one none',
    () => sql`select o.id, o.status, p.id as place from orders.orders o left join orders.places p on p.order_id = o.id
        where (o.status in ('PENDING', 'ACCEPTED', 'IN_PROGRESS')) <> (p.id is not null)`,
  ],
  [
    'an order that has not ended waits for somebody with a deadline',
    (now) => sql`select o.id, o.status from orders.orders o
        where o.status not in ('SETTLED', 'DECLINED', 'EXPIRED', 'CANCELLED')
          and not exists (select from orders.deadlines d where d.subject = o.id
            and d.kind like 'order-%' and d.due_at > ${now.toISOString()}::timestamptz)`,
  ],
  [
    'the money of an ended order has ended, or the gateway is being asked',
    () => sql`select p.order_id, o.status, p.status as payment, p.stage from payments.payments p
        join orders.orders o on o.id = p.order_id
        where o.status in ('SETTLED', 'DECLINED', 'EXPIRED', 'CANCELLED') and p.stage <> 'ENDED'
          and not exists (select from payments.intents i join payments.deadlines d on d.subject = i.id
            where i.payment_id = p.id and i.state not in ('SUCCEEDED', 'FAILED'))`,
  ],
  [
    'every order has a payment',
    () => sql`select o.id, o.status from orders.orders o
        where not exists (select from payments.payments p where p.order_id = o.id)`,
  ],
];

export async function checkOrders(walk: Walk, seen: ReadonlyMap<Booking, OrderSeen>): Promise<void> {
  const { database, clock } = walk.world;
  for (const [rule, offenders] of RULES) {
    const found = await rows(database.db, offenders(clock.now()));
    check(found.length === 0, rule, () => found.slice(0, 3));
  }
  await checkTermsKept(walk);
  for (const [booking, order] of seen) {
    checkHistory(booking, order);
    checkMoney(booking, order);
  }
}

async function checkTermsKept({ world, bookings }: Walk): Promise<void> {
  const kept = await rows<{ readonly id: string } & { [Term in keyof Terms]: number }>(
    world.database.db,
    sql`select id, (policy->>'freeUntilHours')::int as free, (policy->>'lateUntilHours')::int as late,
        (policy->>'lateFeePercent')::int as percent, (policy->>'lastFeePercent')::int as "lastPercent" from orders.orders`,
  );
  for (const { id, terms } of bookings) {
    const found = kept.find((each) => each.id === id);
    check(JSON.stringify(found) === JSON.stringify({ id, ...terms }), 'an order keeps its policy', () => ({
      found,
      terms,
    }));
  }
}

const SIDES: readonly string[] = ['CUSTOMER', 'PROVIDER'];

function checkHistory(booking: Booking, order: OrderSeen): void {
  const events = eventsOf(order);
  let status: string | null = null;
  for (const { type, actor, status: to } of events) {
    const said = type === 'order.message_sent' && to === status && SIDES.includes(actor);
    const known =
      said ||
      HISTORY.some((step) => step.type === type && step.from === status && step.to === to && step.by.includes(actor));
    check(known, 'only the table’s transitions, only by its actors', () => ({
      booking: booking.number,
      from: status,
      type,
      actor,
      to,
    }));
    status = to;
  }
  check(status === order.status, 'the history ends where the order stands', () => order);
  const instants = events.map(({ at }) => new Date(at).getTime());
  check(
    instants.every((at, index) => index === 0 || at >= (instants[index - 1] ?? 0)),
    'the history is in order',
    () => order,
  );
  check(order.price.amount === booking.price.amount, 'an order keeps its price', () => ({ booking, order }));
}

const COMMISSION_PERCENT = 10;

function checkMoney(booking: Booking, order: OrderSeen): void {
  const { payment } = order;
  const about = (more: object = {}) => ({ ...more, booking, order: { status: order.status, payment } });
  if (!payment) violated('an order has a payment', about());
  const [captured, refunded, commission, earning, tip] = [
    ...[payment.captured, payment.refunded, payment.commission, payment.earning, payment.tip],
  ].map(({ amount }) => amount) as [number, number, number, number, number]; // as: one for each of the five
  if (booking.card === 'pm_card_chargeback') return; // what its bank took back is the ledger's alone to tell
  check(refunded + commission + earning === captured, 'refunds + earning + commission = captured', about);
  check(
    commission === Math.floor(((captured - refunded) * COMMISSION_PERCENT + 50) / 100),
    'the commission is a tenth of what was kept',
    about,
  );
  // an issuer may take its time about a tip
  check(
    booking.card === 'pm_card_slow' ? tip <= booking.tipped : tip === booking.tipped,
    'the tip is what was given',
    about,
  );
  const paid = payment.authorized.amount > 0 && payment.status !== 'DECLINED';
  if (order.status === 'CANCELLED' && booking.cancelled) {
    // for a fee all of it is captured, and what the fee leaves goes back
    const { fee, refund } = booking.cancelled;
    const [taken, back] =
      paid && fee.amount > 0 ? [fee.amount + refund.amount, refund.amount + booking.refunded] : [0, 0];
    check(captured === taken && refunded === back, 'a cancelled order costs its fee', () => about({ taken, back }));
  } else if (order.status === 'SETTLED' && paid) {
    const back = givenBack(booking, order);
    const right = captured === booking.price.amount && back.includes(refunded - booking.refunded);
    check(right, 'a settled order costs its price', () => about({ back }));
  } else check(captured === 0 && refunded === 0, 'an order that came to nothing costs nothing', about);
  if (hasEnded(order.status) && captured === 0 && payment.status !== 'CAPTURED')
    check(
      ['RELEASED', 'DECLINED', 'PENDING', 'UNKNOWN', 'REQUIRES_ACTION'].includes(payment.status),
      'what came to nothing is given back',
      about,
    );
}

/** By an operator's word; half when none has come in 14 days. */
function givenBack({ resolved, price }: Booking, order: OrderSeen): readonly number[] {
  const events = eventsOf(order);
  if (!events.some(({ type }) => type === 'order.disputed')) return [0];
  const byItself = events.some(({ type, actor }) => type === 'order.settled' && actor === 'SYSTEM');
  return byItself ? [Math.floor((price.amount + 1) / 2)] : resolved.map(({ amount }) => amount);
}
