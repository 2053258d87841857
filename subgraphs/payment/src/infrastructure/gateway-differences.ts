import { currencyCode, formatMoney, money } from '@marketplace/kernel/money';
import { type Database, rows } from '@marketplace/storage/database';
import { sql } from 'drizzle-orm';
import type { GatewayTotals } from '../application/ports.ts';
import { accounts, chargebacks, intents } from './tables.ts';

/** The gateway's clock and ours may be this far apart, and its answer this long on the way. */
const APART = sql.raw(`interval '1 minute'`);

/**
 * Books and gateway can't be read at one instant, so what was under way then counts both ways: the gateway's total has to
 * lie between the books without any of it and with all of it.
 */
export async function gatewayDifferences(
  { db }: Database,
  { until, totals }: Omit<GatewayTotals, 'differences'>,
): Promise<string[]> {
  const since = sql`${until.toISOString()}::timestamptz - ${APART}`;
  const books = await rows<{ currency: string; lowest: string; highest: string }>(
    db,
    sql`
    with moved as (
      select currency, case when state = 'SUCCEEDED' then 1 else 0 end as is_booked,
        case when kind in ('CHARGE', 'TOP_UP', 'TIP', 'EXTEND') then amount
             when kind in ('REFUND', 'PAYOUT') then -amount else 0 end as amount
      from ${intents}
      where state in ('RECORDED', 'CALLED', 'NEEDS_CUSTOMER') or (state = 'SUCCEEDED' and answered_at >= ${since})
      union all
      select currency, 1, -amount from ${chargebacks} where at >= ${since}
      union all
      select currency, 1, amount from ${chargebacks} where reinstated_at >= ${since}
    )
    select currency, sum(sure + least(unsure, 0))::text as lowest, sum(sure + greatest(unsure, 0))::text as highest
    from (
      select currency, -balance as sure, 0 as unsure from ${accounts} where kind = 'GATEWAY'
      union all
      select currency, -amount * is_booked, amount from moved
    ) as counted
    group by currency`,
  );
  const ofGateway = new Map(totals.map(({ currency, amount }) => [String(currency), amount]));
  const ofBooks = new Map(books.map((row) => [row.currency, row]));
  return [...new Set([...ofGateway.keys(), ...ofBooks.keys()])].sort().flatMap((currency) => {
    const total = ofGateway.get(currency) ?? 0;
    const { lowest, highest } = ofBooks.get(currency) ?? { lowest: '0', highest: '0' };
    if (total >= Number(lowest) && total <= Number(highest)) return [];
    return [inWords(currency, total, Number(lowest), Number(highest))];
  });
}

function inWords(currency: string, total: number, lowest: number, highest: number): string {
  const tell = (amount: number) => formatMoney(money(amount, currencyCode(currency)));
  const expected = lowest === highest ? tell(lowest) : `${tell(lowest)} to ${tell(highest)}`;
  return `the gateway has ${tell(total)} of ours, the books say ${expected}`;
}
