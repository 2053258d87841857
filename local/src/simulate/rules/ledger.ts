/** The books, looked at inside the database, and against the gateway's own. */
import { rows } from '@marketplace/storage/database';
import { type SQL, sql } from 'drizzle-orm';
import { check, type Walk } from '../walk.ts';

/** Each finds nothing while its rule holds. */
const RULES: readonly (readonly [rule: string, offenders: SQL])[] = [
  [
    'every transaction sums to zero',
    sql`select transaction_id, sum(amount)::int as sum from payments.entries group by 1 having sum(amount) <> 0`,
  ],
  [
    'a balance equals the replay of its entries',
    sql`select a.id, a.kind, a.balance::int, coalesce(sum(e.amount), 0)::int as replayed, count(e.*)::int as entries, a.last_entry
        from payments.accounts a left join payments.entries e on e.account_id = a.id
        group by a.id having a.balance <> coalesce(sum(e.amount), 0) or count(e.*) <> a.last_entry`,
  ],
  [
    'every entry tells the balance after it',
    sql`select * from (select account_id, number, balance::int,
          (sum(amount) over (partition by account_id order by number))::int as replayed,
          row_number() over (partition by account_id order by number) as place from payments.entries) e
        where balance <> replayed or place <> number`,
  ],
  [
    'no wallet is below zero but in stated debt',
    sql`select id, balance::int, debt::int from payments.accounts where kind = 'WALLET' and balance < -debt`,
  ],
  [
    'what is held is what the open holds hold',
    sql`select a.owner, a.balance::int, coalesce(sum(h.amount) filter (where h.resolved_by is null), 0)::int as open
        from payments.accounts a left join payments.holds h on h.payment_id = a.owner
        where a.kind = 'HELD' group by a.id
        having a.balance <> coalesce(sum(h.amount) filter (where h.resolved_by is null), 0)`,
  ],
  [
    'an order’s money is captured or released once',
    sql`select order_id, count(*)::int as times from payments.transactions
        where cause like 'resolve:%' group by 1 having count(*) > 1`,
  ],
  [
    'the gateway keeps what the ledger says',
    sql`with theirs as (
          select currency, sum(case when kind in ('CHARGE', 'TOP_UP', 'TIP', 'EXTEND') then amount
            when kind in ('REFUND', 'PAYOUT', 'CHARGEBACK') then -amount else 0 end)::int as kept
          from payments.simulated_operations where state = 'SUCCEEDED' group by 1
        ), ours as (
          select currency, -sum(balance) filter (where kind = 'GATEWAY')::int as kept,
            sum(balance) filter (where kind = 'IN_TRANSIT')::int as moving from payments.accounts group by 1
        )
        select currency, ours.kept, theirs.kept as theirs, ours.moving from ours full join theirs using (currency)
        where not exists (select from payments.intents where state not in ('SUCCEEDED', 'FAILED'))
          and (coalesce(ours.kept, 0) <> coalesce(theirs.kept, 0) or coalesce(ours.moving, 0) <> 0)`,
  ],
];

export async function checkLedger({ world }: Walk): Promise<void> {
  for (const [rule, offenders] of RULES) {
    const found = await rows(world.database.db, offenders);
    check(found.length === 0, rule, () => found.slice(0, 3));
  }
}
