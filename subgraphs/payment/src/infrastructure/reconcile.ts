import { type Database, type Db, rows } from '@marketplace/storage/database';
import { sql } from 'drizzle-orm';
import type { Reconciliation } from '../application/ports.ts';
import { accounts, entries, gatewayTotals, holds, intents, orderPayments, transactions } from './tables.ts';

const MOST_DIFFERENCES = 100; // the first ones tell what is wrong

/** Goes through all books, in one view of them. For operators and tests: it reads every entry. */
export function reconcile(database: Database): Promise<Reconciliation> {
  return database.transaction(
    async (tx) => {
      const [counts] = await rows<{ transactions: number; unknown: number }>(
        tx,
        sql`select (select count(*)::int from ${transactions}) as transactions,
          (select count(*)::int from ${intents} where state = 'CALLED') as unknown`,
      );
      const [compared] = await tx.select().from(gatewayTotals);
      const found: string[] = [...(compared?.differences ?? [])];
      for (const check of CHECKS) found.push(...(await differences(tx, check)));
      return {
        transactions: counts?.transactions ?? 0,
        balanced: found.length === 0,
        differences: found.slice(0, MOST_DIFFERENCES),
        unknownAtGateway: counts?.unknown ?? 0,
        comparedUntil: compared?.until ?? null,
      };
    },
    { isolationLevel: 'repeatable read' },
  );
}

/** Each selects one line of text for every case where its rule does not hold. */
const CHECKS = [
  sql`select t.id || ' does not sum to zero' as difference from ${transactions} t
    left join ${entries} e on e.transaction_id = t.id
    group by t.id having coalesce(sum(e.amount), 1) <> 0`,
  sql`select t.id || ' mixes currencies' as difference from ${transactions} t
    join ${entries} e on e.transaction_id = t.id join ${accounts} a on a.id = e.account_id
    where a.currency <> t.currency`,
  sql`select a.id || ' has a balance of ' || a.balance || ', its entries sum to ' || coalesce(sum(e.amount), 0) as difference
    from ${accounts} a left join ${entries} e on e.account_id = a.id
    group by a.id having a.balance <> coalesce(sum(e.amount), 0) or a.last_entry <> count(e.number)`,
  sql`select account_id || ' has a wrong running balance at entry ' || number as difference from (
      select account_id, number, balance, sum(amount) over (partition by account_id order by number) as replayed
      from ${entries}) as replay where balance <> replayed`,
  sql`select a.id || ' is below zero by more than it owes' as difference from ${accounts} a
    where a.kind <> 'GATEWAY' and a.balance < -a.debt`,
  sql`select a.owner || ' holds ' || a.balance || ', its open holds sum to ' || coalesce(sum(h.amount), 0) as difference
    from ${accounts} a left join ${holds} h on h.payment_id = a.owner and h.resolved_by is null
    where a.kind = 'HELD' group by a.id having a.balance <> coalesce(sum(h.amount), 0)`,
  sql`select p.id || ' does not divide what was captured' as difference from ${orderPayments} p
    where p.settled_at is not null and p.captured <> p.refunded + p.charged_back + p.commission + p.earning`,
  sql`select p.id || ' has ' || f.remaining || ' left of its funds, and not what is held or was kept' as difference
    from (select id, coalesce(sum((fund->'amount'->>'amount')::bigint - (fund->'returned'->>'amount')::bigint), 0) as remaining
      from ${orderPayments} left join jsonb_array_elements(funds) as fund on true group by id) as f
    join ${orderPayments} p on p.id = f.id
    left join ${accounts} a on a.kind = 'HELD' and a.owner = p.id and a.currency = p.currency
    where f.remaining <> coalesce(a.balance, 0) + case when p.settled_at is null then 0 else p.commission + p.earning end`,
  sql`select p.id || ' says it ended but holds ' || a.balance as difference from ${orderPayments} p
    join ${accounts} a on a.kind = 'HELD' and a.owner = p.id where p.stage = 'ENDED' and a.balance <> 0`,
  sql`select p.id || ' is held but has no open hold' as difference from ${orderPayments} p
    where p.stage = 'HELD' and p.price > p.charged_back
      and not exists (select from ${holds} h where h.payment_id = p.id and h.resolved_by is null)`,
  sql`select a.currency || ' in transit is ' || a.balance || ', the open intents sum to ' || coalesce(sum(i.amount), 0)
      as difference
    from ${accounts} a left join ${intents} i on i.currency = a.currency
      and i.kind in ('REFUND', 'PAYOUT') and i.state in ('RECORDED', 'CALLED')
    where a.kind = 'IN_TRANSIT' group by a.id having a.balance <> coalesce(sum(i.amount), 0)`,
];

async function differences(tx: Db, check: (typeof CHECKS)[number]): Promise<string[]> {
  const found = await rows<{ difference: string }>(tx, sql`${check} limit ${MOST_DIFFERENCES}`);
  return found.map(({ difference }) => difference);
}
