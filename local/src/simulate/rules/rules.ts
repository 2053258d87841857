import { seeAll } from '../observe.ts';
import { ReconcileDocument } from '../operations.gen.ts';
import { ask, check, violated, type Walk } from '../walk.ts';
import { checkLedger } from './ledger.ts';
import { checkMessages } from './messages.ts';
import { checkOrders } from './orders.ts';
import { checkReviews } from './reviews.ts';

/** All rules, from outside and from inside. Only when everything is quiet. */
export async function checkRules(walk: Walk): Promise<void> {
  checkFaults(walk);
  await checkLedger(walk);
  const seen = await seeAll(walk);
  await checkOrders(walk, seen);
  await checkMessages(walk);
  await checkReviews(walk, seen);
  const { ledgerReconciliation } = await ask(walk, walk.world.people.operator, ReconcileDocument, {});
  check(
    ledgerReconciliation?.balanced === true,
    'the marketplace finds its own books balanced',
    () => ledgerReconciliation,
  );
}

export function checkFaults({ world }: Walk): void {
  const faults = world.faults.take();
  if (faults.length > 0) violated('nothing unexpected is logged', faults.slice(0, 3).join('\n'));
}
