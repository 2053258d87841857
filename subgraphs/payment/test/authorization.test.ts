/** Calls of this subgraph past the router, by somebody who is validly signed in and has no part in what they ask for. */
import { readFileSync } from 'node:fs';
import { encodeCursor } from '@marketplace/kernel/cursor';
import { type AccountId, newId, type OrderId } from '@marketplace/kernel/ids';
import type { Caller } from '@marketplace/subgraph/caller';
import { entryPoints, outcomeOf } from '@marketplace/testing/entry-points';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anOrder, caller, startContext, type TestContext } from './context.ts';

const sdl = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');

/** A settled order of others, paid by card, whose provider has earned something and set where it goes. */
interface Others {
  readonly order: OrderId;
  readonly payment: string;
  readonly customer: AccountId;
  readonly provider: AccountId;
  readonly wallet: string;
}

/** An operation about what is others', with its variable, and what its one root field comes to. */
type Case = readonly [operation: string, variable: (others: Others) => unknown, outcome: string];

const none = () => null;
const DOLLARS = { amount: 100, currency: 'USD' };
const ofMoney = (field: string, type: string, input: (others: Others) => object, outcome: string): Case => [
  `mutation ($v: ${type}!) { ${field}(input: $v) { userErrors { code } } }`,
  (others) => ({ idempotencyKey: newId('key'), amount: DOLLARS, ...input(others) }),
  outcome,
];
const entity = (type: string, fields: string, id: (others: Others) => string, outcome = 'nothing'): Case => [
  `query ($v: [_Any!]!) { _entities(representations: $v) { ... on ${type} { ${fields} } } }`,
  (others) => [{ __typename: type, id: id(others) }],
  outcome,
];

const CASES: Readonly<Record<string, Case>> = {
  'Query.viewer': ['{ viewer { wallet { id } wallets { id } } }', none, 'answered'],
  'Query.payment': ['query ($v: ID!) { payment(orderId: $v) { id status } }', ({ order }) => order, 'nothing'],
  'Query.earnings': [
    '{ earnings(from: "2026-01-01T00:00:00Z", to: "2026-12-31T00:00:00Z", by: MONTH) { jobs } }',
    none,
    'nothing',
  ],
  'Query.payoutMethod': ['{ payoutMethod { label } }', none, 'nothing'],
  'Query.ledgerReconciliation': ['{ ledgerReconciliation { transactions } }', none, 'FORBIDDEN'],

  // into one's own wallet, out of one's own, to one's own bank
  'Mutation.topUpWallet': ofMoney('topUpWallet', 'TopUpWalletInput', () => ({ paymentMethod: 'pm_card_visa' }), 'done'),
  'Mutation.requestPayout': ofMoney('requestPayout', 'RequestPayoutInput', () => ({}), 'CONFLICT'),
  'Mutation.setPayoutMethod': [
    'mutation ($v: SetPayoutMethodInput!) { setPayoutMethod(input: $v) { userErrors { code } } }',
    () => ({ token: 'ba_unverified' }),
    'done',
  ],
  'Mutation.refundPayment': ofMoney(
    'refundPayment',
    'RefundPaymentInput',
    ({ order }) => ({ orderId: order, reason: 'mine' }),
    'NOT_FOUND',
  ),
  'Mutation.addTip': ofMoney('addTip', 'AddTipInput', ({ order }) => ({ orderId: order }), 'NOT_FOUND'),

  // an update says that there is nothing for the caller to see
  'Subscription.paymentUpdated': [
    'subscription ($v: ID!) { paymentUpdated(orderId: $v) { payment { id status } } }',
    ({ order }) => order,
    'answered',
  ],

  // anybody may name an order, which says nothing of its money
  '_entities.Order': entity('Order', 'payment { id status }', ({ order }) => order),
  '_entities.Payment': entity('Payment', 'id status', ({ payment }) => payment),
  '_entities.Wallet': entity('Wallet', 'id available { amount }', ({ wallet }) => wallet),
};

describe('object-level authorisation holds when the subgraph is called directly', () => {
  let running: TestContext;
  let others: Others;
  const stranger: AccountId = newId('acc');
  beforeAll(async () => {
    running = await startContext();
    others = await peopleWhoPaid(running);
  });
  afterAll(() => running.stop());

  /** What an operation comes to; of a stream its first message. */
  async function tried(who: Partial<Caller>, operation: string, v: unknown): Promise<[outcome: string, text: string]> {
    if (!operation.startsWith('subscription')) {
      const answer = await running.execute(who, operation, { v });
      return [entityOutcome(answer) ?? outcomeOf(answer), JSON.stringify(answer)];
    }
    const updates = await running.subscribe(who, operation, { v });
    if (!(Symbol.asyncIterator in updates)) return [outcomeOf(updates), JSON.stringify(updates)];
    const { value } = await updates.next();
    await updates.return?.();
    return [outcomeOf(value), JSON.stringify(value)];
  }

  const stateOfOthers = async () => [
    await running.findPayment(others.order),
    await running.reads.wallets(others.customer),
    await running.reads.wallets(others.provider),
    await running.reads.payoutMethod(others.provider),
  ];

  test('every root field and entity has a case', () => {
    expect(Object.keys(CASES).toSorted()).toEqual(entryPoints(sdl));
  });

  test.each(Object.entries(CASES))('%s gives a stranger nothing of others', async (_, [query, variable, outcome]) => {
    const before = await stateOfOthers();
    const [came, text] = await tried(caller(stranger, ['CUSTOMER', 'PROVIDER']), query, variable(others));
    expect(came).toBe(outcome);
    for (const hidden of [others.payment, others.wallet, 'CAPTURED', '6789']) expect(text).not.toContain(hidden);
    expect(await stateOfOthers()).toEqual(before);
  });

  test.each(Object.entries(CASES))('%s knows who is signed in', async (name, [query, variable]) => {
    const [came] = await tried(caller(null, []), query, variable(others));
    const empty = name.startsWith('_entities') || name === 'Query.viewer';
    expect(came).toBe(empty ? 'nothing' : 'UNAUTHENTICATED');
  });

  test('others’ cursors open nothing', async () => {
    const query =
      'query ($after: String) { viewer { wallet { transactions(after: $after) { edges { node { id } } } } } }';
    await running.execute(
      caller(stranger),
      'mutation ($v: TopUpWalletInput!) { topUpWallet(input: $v) { userErrors { code } } }',
      { v: { idempotencyKey: newId('key'), amount: DOLLARS, paymentMethod: 'pm_card_visa' } },
    );
    const after = encodeCursor('walletTransactions', others.wallet, 1_000);
    expect(outcomeOf(await running.execute(caller(stranger), query, { after }))).toBe('CURSOR_UNKNOWN');
  });
});

/** An entity whose fields are all empty gives nothing. */
function entityOutcome({ data }: { data?: object | null | undefined }): string | undefined {
  const [found, ...more]: unknown[] = Object(data)._entities ?? [];
  return more.length === 0 && found && Object.values(found).every((each) => each === null) ? 'nothing' : undefined;
}

async function peopleWhoPaid(running: TestContext): Promise<Others> {
  const order = anOrder(running.broker, { card: 'pm_card_visa' });
  await order.place();
  await running.paymentWhen(order.id, ({ status }) => status === 'AUTHORIZED');
  await order.accept();
  await running.paymentWhen(order.id, ({ stage }) => stage === 'HELD');
  await order.settle();
  await running.paymentWhen(order.id, ({ status }) => status === 'CAPTURED');
  const { customer, provider, paymentId: payment, id } = order;
  await running.execute(
    caller(provider, ['PROVIDER']),
    'mutation { setPayoutMethod(input: { token: "ba_ok" }) { userErrors { code } } }',
  );
  const [wallet] = await running.reads.wallets(provider);
  return { order: id, payment, customer, provider, wallet: wallet?.id ?? '' };
}
