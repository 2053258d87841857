/** Compares what we know with what the gateway knows, by itself and again and again. */
import { earlier, HOUR, later, MINUTE } from '@marketplace/kernel/clock';
import { add, type Money } from '@marketplace/kernel/money';
import { askGateway } from './ask-gateway.ts';
import type { GatewayTotals, Parts } from './ports.ts';

/** The kind of deadline that reconciles; there is one. */
export const RECONCILE_DEADLINE = 'reconcile';
const RECONCILE_SUBJECT = 'gateway';

const EVERY_MS = HOUR;
/** A gateway's list of movements may lack the newest. */
const SETTLED_AFTER_MS = 5 * MINUTE;
/** Younger ones have a deadline of their own, and somebody may be waiting for them. */
const UNKNOWN_AFTER_MS = 10 * MINUTE;
const ASKED_AT_ONCE = 200; // the rest has its turn within the hour
const FIRST_DAY = new Date(0);

/** Soon after a start, then every hour. */
export async function planReconciliation({ transact, clock }: Parts): Promise<void> {
  await plan(transact, later(clock.now(), MINUTE));
}

const plan = (transact: Parts['transact'], dueAt: Date) =>
  transact({ correlationId: RECONCILE_DEADLINE }, (tx) =>
    tx.setDeadline({ kind: RECONCILE_DEADLINE, subject: RECONCILE_SUBJECT, dueAt }),
  );

/** Asks about everything that has no answer, then lays the gateway's totals beside the books. */
export async function reconcileWithGateway(parts: Parts): Promise<void> {
  const now = parts.clock.now();
  await plan(parts.transact, later(now, EVERY_MS));
  const unknown = await parts.reads.unknownIntents(earlier(now, UNKNOWN_AFTER_MS), ASKED_AT_ONCE);
  for (const id of unknown) await askGateway(parts, id);
  await compareTotals(parts, earlier(now, SETTLED_AFTER_MS));
}

async function compareTotals({ reads, gateway, transact, logger }: Parts, until: Date): Promise<void> {
  const before: GatewayTotals = (await reads.gatewayTotals()) ?? { until: FIRST_DAY, totals: [], differences: [] };
  if (until <= before.until) return;
  const totals = sums([...before.totals, ...(await gateway.movedBetween(before.until, until))]);
  const differences = await reads.gatewayDifferences({ until, totals });
  if (differences.length > 0) logger.error({ differences }, 'the gateway’s totals are not as the books say');
  await transact({ correlationId: RECONCILE_DEADLINE }, (tx) => tx.saveGatewayTotals({ until, totals, differences }));
}

function sums(moneys: readonly Money[]): Money[] {
  const byCurrency = new Map<string, Money>();
  for (const money of moneys) {
    const known = byCurrency.get(money.currency);
    byCurrency.set(money.currency, known ? add(known, money) : money);
  }
  return [...byCurrency.values()];
}
