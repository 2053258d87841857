import { rows } from '@marketplace/storage/database';
import { sql } from 'drizzle-orm';
import { check, type Walk } from '../walk.ts';

/** When nobody has done anything for weeks. */
export async function checkAllEnded({ world }: Walk): Promise<void> {
  const open = await rows(
    world.database.db,
    sql`select o.id, o.status, p.status as payment, p.stage from orders.orders o
        left join payments.payments p on p.order_id = o.id
        where o.status not in ('SETTLED', 'DECLINED', 'EXPIRED', 'CANCELLED') or p.stage is distinct from 'ENDED'`,
  );
  check(open.length === 0, 'every saga ends', () => open.slice(0, 3));
  const held = await rows(
    world.database.db,
    sql`select kind, owner, balance::int from payments.accounts where kind in ('HELD', 'IN_TRANSIT') and balance <> 0`,
  );
  check(held.length === 0, 'nothing stays held', () => held.slice(0, 3));
}
