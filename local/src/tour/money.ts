import { add, type Money, subtract, zero } from '@marketplace/kernel/money';
import { type Narrator, tell, toMoney } from './narrator.ts';
import {
  OrderWholeDocument,
  ReconciliationDocument,
  RequestPayoutDocument,
  SetPayoutMethodDocument,
  WalletDocument,
} from './operations.gen.ts';
import { eventuallyWithin, untilAnswered } from './patience.ts';
import { accepted, type Person, present } from './person.ts';

const TEST_BANK = 'ba_ok'; // a verified account of the simulated gateway

/** Where the money went: the provider's earning is in the wallet, and is paid out. */
export async function followTheMoney(
  people: { customer: Person; provider: Person; operator: Person | undefined },
  orderId: string,
  idempotencyKey: string,
  patienceMs: number,
  narrator: Narrator,
): Promise<void> {
  const { provider } = people;
  const payment = present(
    (await people.customer.call(OrderWholeDocument, { id: orderId })).order?.payment,
    'the payment',
  );
  const [captured, commission, earning] = [payment.captured, payment.commission, payment.earning].map(toMoney);
  if (!captured || !commission || !earning) throw new Error('the payment has no amounts');
  if (add(commission, earning).amount !== captured.amount)
    throw new Error('commission and earning are not what was captured');
  narrator.fact(`${tell(captured)} paid = ${tell(earning)} for ${provider.name} + ${tell(commission)} commission`);

  const wallet = await eventuallyWithin(patienceMs, 'the earning in the wallet', async () => {
    const found = (await provider.call(WalletDocument, { currency: captured.currency })).viewer?.wallet;
    return found?.transactions.edges.some(({ node }) => node.type === 'EARNING') ? found : undefined;
  });
  narrator.act(provider.name, `has ${tell(wallet.available)} in the wallet`);
  await payOut(provider, earning, idempotencyKey, patienceMs, narrator);
  if (people.operator) await reconcile(people.operator, patienceMs, narrator);
}

async function payOut(
  provider: Person,
  earning: Money,
  idempotencyKey: string,
  patienceMs: number,
  narrator: Narrator,
): Promise<void> {
  const { payoutMethod } = accepted(
    (await provider.call(SetPayoutMethodDocument, { input: { token: TEST_BANK } })).setPayoutMethod,
  );
  if (!payoutMethod?.verified) throw new Error('the bank is not verified');
  narrator.act(provider.name, `names where payouts go: ${payoutMethod.label}`);
  const requested = await untilAnswered(patienceMs, 'the payout', async () => {
    const { requestPayout } = await provider.call(RequestPayoutDocument, {
      input: { idempotencyKey, amount: earning },
    });
    return requestPayout;
  });
  accepted(requested);
  const after = await eventuallyWithin(patienceMs, 'the payout in the wallet', async () => {
    const found = (await provider.call(WalletDocument, { currency: earning.currency })).viewer?.wallet;
    return found?.transactions.edges.some(({ node }) => node.type === 'PAYOUT') ? found : undefined;
  });
  const booked = after.transactions.edges.map(({ node }) => toMoney(node.amount));
  const total = booked.reduce(add, zero(earning.currency));
  if (subtract(total, toMoney(after.available)).amount !== 0)
    throw new Error('the wallet is not the sum of its transactions');
  narrator.act(provider.name, `pays ${tell(earning)} out; ${tell(after.available)} left`);
}

async function reconcile(operator: Person, patienceMs: number, narrator: Narrator): Promise<void> {
  const ledger = await eventuallyWithin(patienceMs, 'a ledger without open questions', async () => {
    const found = (await operator.call(ReconciliationDocument, {})).ledgerReconciliation;
    return found?.unknownAtGateway === 0 ? found : undefined;
  });
  if (!ledger.balanced) throw new Error(`the ledger is not balanced: ${ledger.differences.join('; ')}`);
  narrator.fact(`the ledger: ${ledger.transactions} transactions, balanced to the cent`);
}
