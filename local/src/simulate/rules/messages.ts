/** Events: all that were said were heard, once, and what was told of them was told once. */
import { rows } from '@marketplace/storage/database';
import { sql } from 'drizzle-orm';
import { InboxDocument } from '../operations.gen.ts';
import { ask, check, type Walk } from '../walk.ts';

export async function checkMessages(walk: Walk): Promise<void> {
  await checkNothingIsSetAside(walk);
  await checkAllIsHeard(walk);
  await checkToldOnce(walk);
}

async function checkNothingIsSetAside({ world }: Walk): Promise<void> {
  for (const schema of world.schemas) {
    const found = await rows(
      world.database.db,
      sql`select consumer, subject, sequence, state, error from ${sql.identifier(schema)}.inbox_waiting limit 3`,
    );
    check(found.length === 0, 'no message waits or is parked', () => ({ schema, found }));
  }
}

/** Every consumer has gone as far in every subject of a family that it hears as its owner has. */
async function checkAllIsHeard({ world }: Walk): Promise<void> {
  const in_ = (schema: string, table: string) => sql`${sql.identifier(schema)}.${sql.identifier(table)}`;
  const said = world.schemas.map(
    (schema) => sql`select event->>'source' as source, subject, max(sequence) as last,
      (array_agg(split_part(event->>'type', '.', 1)))[1] as family from ${in_(schema, 'outbox')} group by 1, 2`,
  );
  const heard = world.schemas.map(
    (schema) => sql`select consumer, source, subject, sequence from ${in_(schema, 'inbox_subjects')}`,
  );
  const found = await rows(
    world.database.db,
    sql`with said as (${sql.join(said, sql` union all `)}), heard as (${sql.join(heard, sql` union all `)}),
          hears as (select distinct h.consumer, s.source, s.family from heard h join said s using (source, subject))
        select hears.consumer, said.source, said.subject, said.last, heard.sequence
        from said join hears on hears.source = said.source and hears.family = said.family
        left join heard on heard.consumer = hears.consumer and heard.source = said.source and heard.subject = said.subject
        where heard.sequence is distinct from said.last limit 3`,
  );
  check(found.length === 0, 'every event is handled by all who hear its kind', () => found);
}

/** What an order's customer is told of, once each time that it happens. */
const TOLD_TO_CUSTOMER = ['order.accepted', 'order.completed', 'order.departed', 'order.started'];

async function checkToldOnce(walk: Walk): Promise<void> {
  const { world, bookings } = walk;
  const counted = world.schemas.map(
    (schema) => sql`select account_id, event_id, count(*)::int as times
      from ${sql.identifier(schema)}.notifications group by 1, 2 having count(*) > 1`,
  );
  const twice = await rows(world.database.db, counted[world.schemas.indexOf('notifications')] ?? sql`select`);
  check(twice.length === 0, 'each is told of an event once', () => twice.slice(0, 3));
  const happened = await rows<{ order: string; type: string }>(
    world.database.db,
    sql`select order_id as order, type from orders.order_events`,
  );
  for (const customer of world.people.customers) {
    const { notifications } = await ask(walk, customer, InboxDocument, {});
    const items = notifications?.edges.map(({ node }) => node) ?? [];
    if (items.length === 100) continue; // older ones are on further pages
    for (const booking of bookings.filter((each) => each.customer === customer))
      for (const type of TOLD_TO_CUSTOMER) {
        const due = happened.filter((event) => event.order === booking.id && event.type === type).length;
        const got = items.filter((item) => item.order?.id === booking.id && item.type === type).length;
        check(due === got, 'the customer is told of each step once', () => ({
          booking: booking.number,
          type,
          due,
          got,
        }));
      }
  }
}
