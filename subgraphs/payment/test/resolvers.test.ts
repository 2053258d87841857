import { type AccountId, customerOf, newId, paymentOf, providerOf } from '@marketplace/kernel/ids';
import type { Database } from '@marketplace/storage/database';
import { pgliteDatabase, postgresDatabase } from '@marketplace/testing/databases';
import { eventually } from '@marketplace/testing/eventually';
import { describeWith } from '@marketplace/testing/services';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anOrder, caller, eur, type PlacedBy, startContext, type TestContext, usd } from './context.ts';

let running: TestContext;
beforeAll(async () => {
  running = await startContext();
});
afterAll(async () => {
  expect(await running.reads.reconcile()).toMatchObject({ balanced: true, differences: [] });
  await running.stop();
});

const order = (by: PlacedBy = {}) => anOrder(running.broker, by);
const operator = () => caller(newId('acc'), ['OPERATOR']);

const TOP_UP = `mutation ($input: TopUpWalletInput!) { topUpWallet(input: $input) {
  wallet { id available { amount currency } held { amount } } transaction { id type amount { amount } balance { amount } }
  userErrors { code field } } }`;
const topUp = (account: AccountId, amount: number, over: object = {}) =>
  running.execute(caller(account), TOP_UP, {
    input: { idempotencyKey: newId('key'), amount: usd(amount), paymentMethod: 'pm_card_visa', ...over },
  });

const PAYOUT = `mutation ($input: RequestPayoutInput!) { requestPayout(input: $input) {
  wallet { available { amount } } transaction { type amount { amount } balance { amount } } userErrors { code } } }`;
const payOut = async (account: AccountId, amount: object, bank = 'ba_ok', own = running) => {
  await setPayoutMethod(account, bank, own);
  return own.execute(caller(account), PAYOUT, { input: { idempotencyKey: newId('key'), amount } });
};
const setPayoutMethod = async (account: AccountId, token: string, own = running) =>
  (
    await own.execute(
      caller(account, ['PROVIDER']),
      `mutation ($input: SetPayoutMethodInput!) { setPayoutMethod(input: $input) {
        payoutMethod { id label verified } userErrors { code field } } }`,
      { input: { token } },
    )
  ).data?.setPayoutMethod;

async function settled(by: PlacedBy = {}) {
  const done = order(by);
  if (!by.card) await topUp(done.customer, done.price.amount);
  await done.place();
  await running.paymentWhen(done.id, ({ status }) => status === 'AUTHORIZED');
  await done.accept();
  await running.paymentWhen(done.id, ({ stage }) => stage === 'HELD');
  await done.settle();
  await running.paymentWhen(done.id, ({ status }) => status === 'CAPTURED');
  return done;
}

describe('topUpWallet', () => {
  test('opens the wallet and shows the movement', async () => {
    const answer = await topUp(newId('acc'), 5_000);
    expect(answer).toMatchObject({
      data: {
        topUpWallet: {
          wallet: { available: usd(5_000), held: { amount: 0 } },
          transaction: { type: 'TOP_UP', amount: { amount: 5_000 }, balance: { amount: 5_000 } },
          userErrors: [],
        },
      },
    });
  });

  test.each([
    ['pm_card_declined', 'PAYMENT_DECLINED'],
    ['pm_card_insufficient_funds', 'INSUFFICIENT_FUNDS'],
  ])('tells of a card that says no: %s', async (paymentMethod, code) => {
    const account = newId('acc');
    const answer = await topUp(account, 5_000, { paymentMethod });
    expect(answer.data?.topUpWallet).toMatchObject({ wallet: null, transaction: null, userErrors: [{ code }] });
    expect(await running.available(account)).toBe(0);
  });

  test('a lost answer is looked up before the caller is told', async () => {
    const account = newId('acc');
    const answer = await topUp(account, 700, { paymentMethod: 'pm_card_timeout' });
    expect(answer.data?.topUpWallet).toMatchObject({
      wallet: { available: usd(700) },
      transaction: { type: 'TOP_UP' },
    });
  });

  test.each([
    [0, 'INVALID_INPUT'],
    [-5, 'INVALID_INPUT'],
    [100_000_001, 'AMOUNT_TOO_LARGE'],
  ])('an amount of %d is refused', async (amount, code) => {
    expect((await topUp(newId('acc'), amount)).data?.topUpWallet).toMatchObject({ userErrors: [{ code }] });
  });

  test.each(['', '   ', 'pm\0', 'x'.repeat(256)])('text that names no card is refused: %j', async (paymentMethod) => {
    const answer = await topUp(newId('acc'), 100, { paymentMethod });
    expect(answer.data?.topUpWallet).toMatchObject({
      userErrors: [{ code: 'INVALID_INPUT', field: ['paymentMethod'] }],
    });
  });

  test('needs a caller whom the router has signed', async () => {
    const variables = { input: { idempotencyKey: 'x', amount: usd(1), paymentMethod: 'pm_card_visa' } };
    const unsigned = await running.context.subgraph.execute({ query: TOP_UP, variables }, undefined);
    expect(unsigned.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
    const nobody = await running.execute(caller(null, []), TOP_UP, variables);
    expect(nobody.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('one key has one effect', () => {
  const suite = (open: () => Promise<Database>) => {
    test('same idempotency key gives the same answer, concurrently too; another body is refused', async () => {
      const own = await startContext({ open });
      const account = newId('acc');
      const input = { idempotencyKey: 'the same', amount: usd(1_000), paymentMethod: 'pm_card_visa' };
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => own.execute(caller(account), TOP_UP, { input })),
      );
      expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1);
      expect(answers[0]?.data).toMatchObject({ topUpWallet: { userErrors: [], transaction: { type: 'TOP_UP' } } });
      expect(await own.available(account)).toBe(1_000);
      const other = await own.execute(caller(account), TOP_UP, { input: { ...input, amount: usd(1_001) } });
      expect(other.data?.topUpWallet).toMatchObject({ userErrors: [{ code: 'IDEMPOTENCY_CONFLICT' }] });
      await own.stop();
    });
  };
  describe('pglite', () => suite(pgliteDatabase));
  describeWith('postgres', 'database', (url) => suite(() => postgresDatabase(url)));
});

describe('the payment of an order', () => {
  const PAYMENT = `query ($id: ID!) { payment(orderId: $id) {
    id status source authorized { amount } captured { amount } commission { amount } earning { amount } order { id } } }`;
  const asked = async (who: Parameters<TestContext['execute']>[0], id: string) =>
    (await running.execute(who, PAYMENT, { id })).data?.payment;

  test('is for its customer, its provider and operators; for others it does not exist', async () => {
    const { id, customer, provider } = await settled();
    const expected = { id: paymentOf(id), status: 'CAPTURED', earning: { amount: 7_560 }, order: { id } };
    expect(await asked(caller(customer), id)).toMatchObject(expected);
    expect(await asked(caller(provider, ['PROVIDER']), id)).toMatchObject(expected);
    expect(await asked(operator(), id)).toMatchObject(expected);
    expect(await asked(caller(newId('acc')), id)).toBeNull();
    expect(await asked(caller(null, []), id)).toBeNull();
    expect(await asked(caller(customer), newId('ord'))).toBeNull();
    expect(await asked(caller(customer), 'made up')).toBeNull();
  });

  test('is not for the provider while the money is not held', async () => {
    const { id, customer, provider, place } = order({ card: 'pm_card_declined' });
    await place();
    await running.paymentWhen(id, ({ status }) => status === 'DECLINED');
    expect(await asked(caller(provider), id)).toBeNull();
    expect(await asked(caller(customer), id)).toMatchObject({ status: 'DECLINED' });
  });

  test('is joined to orders and other entities in one batch', async () => {
    const mine = await settled();
    const others = await settled();
    const query = `query ($refs: [_Any!]!) { _entities(representations: $refs) {
      ... on Order { id payment { id } } ... on Payment { id status } ... on Wallet { id available { amount } } } }`;
    const [wallet] = await running.reads.wallets(mine.customer);
    const [foreign] = await running.reads.wallets(others.customer);
    const refs = [
      { __typename: 'Order', id: mine.id },
      { __typename: 'Order', id: others.id },
      { __typename: 'Payment', id: mine.paymentId },
      { __typename: 'Payment', id: others.paymentId },
      { __typename: 'Wallet', id: wallet?.id },
      { __typename: 'Wallet', id: foreign?.id },
    ];
    const answer = await running.execute(caller(mine.customer), query, { refs });
    expect(answer).toEqual({
      data: {
        _entities: [
          { id: mine.id, payment: { id: mine.paymentId } },
          { id: others.id, payment: null },
          { id: mine.paymentId, status: 'CAPTURED' },
          null,
          { id: wallet?.id, available: { amount: 0 } },
          null,
        ],
      },
    });
  });
});

test('a receipt tells what was paid, and what came back or was added later', async () => {
  const { id, customer, provider } = await settled({ card: 'pm_card_visa' });
  const query = `query ($id: ID!) { payment(orderId: $id) { receipt {
    number issuedAt customerId providerId lines { kind amount { amount } } total { amount } } } }`;
  const receipt = async () =>
    JSON.parse(JSON.stringify((await running.execute(caller(customer), query, { id })).data?.payment)).receipt;
  expect(await receipt()).toEqual({
    number: id.slice('ord_'.length).toUpperCase(),
    issuedAt: expect.any(String),
    ...{ customerId: customerOf(customer), providerId: providerOf(provider) },
    ...{ lines: [{ kind: 'SERVICE', amount: { amount: 8_400 } }], total: { amount: 8_400 } },
  });
  const refund = `mutation ($input: RefundPaymentInput!) { refundPayment(input: $input) { userErrors { code } } }`;
  const input = { idempotencyKey: newId('key'), orderId: id, amount: usd(400), reason: 'sorry' };
  const before = await receipt();
  await running.execute(operator(), refund, { input });
  const after = await receipt();
  expect(after.lines).toContainEqual({ kind: 'REFUND', amount: { amount: -400 } });
  expect([after.total, after.number, after.issuedAt]).toEqual([{ amount: 8_000 }, before.number, before.issuedAt]);
  const open = order({ card: 'pm_card_visa' });
  await open.place();
  await running.paymentWhen(open.id, ({ stage }) => stage === 'AUTHORIZED');
  const early = await running.execute(caller(open.customer), query, { id: open.id });
  expect(early.data?.payment).toEqual({ receipt: null });
});

describe('a wallet', () => {
  const WALLETS = `query ($first: Int, $after: String, $currency: CurrencyCode) { viewer {
    wallets { available { amount currency } }
    wallet(currency: $currency) { available { amount } held { amount } transactions(first: $first, after: $after) {
      edges { cursor node { type amount { amount } balance { amount } order { id } } } pageInfo { hasNextPage endCursor } } } } }`;
  const read = async (account: AccountId, variables: object = {}) =>
    JSON.parse(JSON.stringify(await running.execute(caller(account), WALLETS, { ...variables })));

  test('is null before the first movement', async () => {
    expect((await read(newId('acc'))).data.viewer).toEqual({ wallet: null, wallets: [] });
  });

  test('shows what is held, and each movement with the balance after it', async () => {
    const customer = newId('acc');
    await topUp(customer, 10_000);
    const { id, place, decline } = order({ customer, price: usd(2_500) });
    await place();
    await running.paymentWhen(id, ({ status }) => status === 'AUTHORIZED');
    const { wallet } = (await read(customer)).data.viewer;
    expect(wallet).toMatchObject({ available: { amount: 7_500 }, held: { amount: 2_500 } });
    await decline();
    await running.paymentWhen(id, ({ status }) => status === 'RELEASED');
    const after = (await read(customer)).data.viewer.wallet;
    expect(after).toMatchObject({ available: { amount: 10_000 }, held: { amount: 0 } });
    expect(after.transactions.edges.map(({ node }: { node: object }) => node)).toEqual([
      { type: 'RELEASE', amount: { amount: 2_500 }, balance: { amount: 10_000 }, order: { id } },
      { type: 'HOLD', amount: { amount: -2_500 }, balance: { amount: 7_500 }, order: { id } },
      { type: 'TOP_UP', amount: { amount: 10_000 }, balance: { amount: 10_000 }, order: null },
    ]);
  });

  test('pages stay where they are while money moves', async () => {
    const account = newId('acc');
    for (const amount of [1, 2, 3]) await topUp(account, amount);
    const first = (await read(account, { first: 2 })).data.viewer.wallet.transactions;
    await topUp(account, 4);
    const after = first.pageInfo.endCursor;
    const second = (await read(account, { first: 2, after })).data.viewer.wallet.transactions;
    const amounts = (page: { edges: { node: { amount: { amount: number } } }[] }) =>
      page.edges.map(({ node }) => node.amount.amount);
    expect([amounts(first), amounts(second)]).toEqual([[3, 2], [1]]);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    const foreign = await read(newId('acc'), { after });
    expect(foreign.data.viewer.wallet).toBeNull();
    expect((await read(account, { after: 'bm9uZQ' })).errors[0].extensions.code).toBe('CURSOR_UNKNOWN');
    expect((await read(account, { first: 101 })).errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  test('is one for each currency, never mixed', async () => {
    const account = newId('acc');
    await topUp(account, 100);
    await topUp(account, 0, { amount: eur(200) });
    const { viewer } = (await read(account, { currency: 'EUR' })).data;
    expect(viewer.wallets).toEqual([{ available: usd(100) }, { available: eur(200) }]);
    expect(viewer.wallet.available).toEqual({ amount: 200 });
  });
});

describe('requestPayout', () => {
  test('takes the money at once and tells when it is there', async () => {
    const { provider } = await settled();
    const answer = await payOut(provider, usd(7_000));
    expect(answer.data?.requestPayout).toMatchObject({
      wallet: { available: { amount: 560 } },
      transaction: { type: 'PAYOUT', amount: { amount: -7_000 }, balance: { amount: 560 } },
      userErrors: [],
    });
    await eventually(() =>
      running.said.find(({ type, data }) => type === 'payout.completed' && data.accountId === provider),
    );
    expect(await running.inTransit()).toBe(0);
  });

  test('refuses more than there is, another currency, and an empty account', async () => {
    const { provider } = await settled();
    const codeOf = async (account: AccountId, amount: object) => (await payOut(account, amount)).data?.requestPayout;
    expect(await codeOf(provider, usd(7_561))).toMatchObject({ userErrors: [{ code: 'INSUFFICIENT_FUNDS' }] });
    expect(await codeOf(provider, eur(1))).toMatchObject({ userErrors: [{ code: 'CURRENCY_MISMATCH' }] });
    expect(await codeOf(newId('acc'), usd(1))).toMatchObject({ userErrors: [{ code: 'INSUFFICIENT_FUNDS' }] });
    expect(await running.available(provider)).toBe(7_560);
  });

  test('a payout that fails is back in the wallet', async () => {
    const { provider } = await settled();
    expect((await payOut(provider, usd(500), 'ba_fail')).data?.requestPayout).toMatchObject({ userErrors: [] });
    await eventually(() =>
      running.said.find(({ type, data }) => type === 'payout.failed' && data.accountId === provider),
    );
    expect(await running.available(provider)).toBe(7_560);
    expect(await running.inTransit()).toBe(0);
  });

  test('goes only to where the gateway has verified that it may', async () => {
    const { provider } = await settled();
    const query = '{ payoutMethod { label verified } }';
    const ask = async () => (await running.execute(caller(provider), query)).data?.payoutMethod;
    const without = await running.execute(caller(provider), PAYOUT, {
      input: { idempotencyKey: newId('key'), amount: usd(1) },
    });
    expect(without.data?.requestPayout).toMatchObject({ userErrors: [{ code: 'CONFLICT' }] });
    expect(await ask()).toBeNull();
    expect((await payOut(provider, usd(1), 'ba_unverified')).data?.requestPayout).toMatchObject({
      userErrors: [{ code: 'CONFLICT' }],
    });
    expect(await ask()).toEqual({ label: 'Test bank ••••0000', verified: false });
    expect((await payOut(provider, usd(1))).data?.requestPayout).toMatchObject({ userErrors: [] });
    expect(await ask()).toEqual({ label: 'Test bank ••••6789', verified: true });
    expect(await running.available(provider)).toBe(7_559);
  });

  test('a payout method that the gateway does not know is refused and changes nothing', async () => {
    const account = newId('acc');
    expect(await setPayoutMethod(account, 'ba_made_up')).toMatchObject({
      payoutMethod: null,
      userErrors: [{ code: 'INVALID_INPUT', field: ['token'] }],
    });
    expect(await running.reads.payoutMethod(account)).toBeUndefined();
  });

  test('is forgotten with its account', async () => {
    const account = newId('acc');
    await setPayoutMethod(account, 'ba_ok');
    await running.broker.publish([
      {
        ...{ specversion: '1.0', id: newId('evt'), type: 'account.deleted', source: '/auth', subject: account },
        ...{ sequence: 1, data: { accountId: account }, time: new Date().toISOString(), correlationid: 'test' },
        ...{ datacontenttype: 'application/json', dataschema: 'https://marketplace.dev/events/account.deleted/1' },
      },
    ]);
    await eventually(async () => (await running.reads.payoutMethod(account)) === undefined);
  });

  test('a method that was not verified is asked about again when it is needed', async () => {
    let verified = false;
    const own = await startContext({
      gateway: (simulated) => ({
        ...simulated,
        payoutDestination: async (reference) => ({ reference, label: 'Bank', verified }),
      }),
    });
    const account = newId('acc');
    const input = { idempotencyKey: 'a', amount: usd(500), paymentMethod: 'pm_card_visa' };
    await own.execute(caller(account), TOP_UP, { input });
    const codeOf = async () => (await payOut(account, usd(100), 'ba_ok', own)).data?.requestPayout;
    expect(await codeOf()).toMatchObject({ userErrors: [{ code: 'CONFLICT' }] });
    verified = true;
    const again = await own.execute(caller(account), PAYOUT, { input: { idempotencyKey: 'b', amount: usd(100) } });
    expect(again.data?.requestPayout).toMatchObject({ userErrors: [] });
    await own.stop();
  });
});

describe('addTip and refundPayment', () => {
  const TIP = `mutation ($input: AddTipInput!) { addTip(input: $input) {
    payment { tip { amount } earning { amount } } userErrors { code } } }`;
  const REFUND = `mutation ($input: RefundPaymentInput!) { refundPayment(input: $input) {
    payment { status refunded { amount } commission { amount } earning { amount } } userErrors { code } } }`;
  const tip = async (account: AccountId, orderId: string, amount: object) =>
    (await running.execute(caller(account), TIP, { input: { idempotencyKey: newId('key'), orderId, amount } })).data
      ?.addTip;
  const refund = async (who: ReturnType<typeof caller>, orderId: string, amount: object) =>
    (await running.execute(who, REFUND, { input: { idempotencyKey: newId('key'), orderId, amount, reason: 'sorry' } }))
      .data?.refundPayment;

  test.each([undefined, 'pm_card_visa'])('all of a tip is the provider’s (card: %s)', async (card) => {
    const { id, customer, provider } = await settled(card ? { card } : {});
    if (!card) await topUp(customer, 500);
    expect(await tip(customer, id, usd(500))).toMatchObject({
      payment: { tip: { amount: 500 }, earning: { amount: 7_560 } },
    });
    expect(await running.available(provider)).toBe(8_060);
    expect(await running.available(customer)).toBe(0);
    await eventually(() => running.saidOf(id).includes('payment.tipped'));
  });

  test('a tip is refused from others, in another currency, beyond the wallet, and before the end', async () => {
    const { id, customer, provider } = await settled();
    expect(await tip(newId('acc'), id, usd(1))).toMatchObject({ payment: null, userErrors: [{ code: 'NOT_FOUND' }] });
    expect(await tip(provider, id, usd(1))).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
    expect(await tip(customer, id, eur(1))).toMatchObject({ userErrors: [{ code: 'CURRENCY_MISMATCH' }] });
    expect(await tip(customer, id, usd(1))).toMatchObject({ userErrors: [{ code: 'INSUFFICIENT_FUNDS' }] });
    const early = order({ card: 'pm_card_visa' });
    await early.place();
    await running.paymentWhen(early.id, ({ status }) => status === 'AUTHORIZED');
    expect(await tip(early.customer, early.id, usd(1))).toMatchObject({ userErrors: [{ code: 'CONFLICT' }] });
  });

  test('a refund after the payout leaves the provider owing, commission shared', async () => {
    const { id, customer, provider } = await settled();
    await payOut(provider, usd(7_560));
    expect(await refund(caller(provider, ['PROVIDER']), id, usd(8_400))).toMatchObject({
      payment: { status: 'REFUNDED', refunded: { amount: 8_400 }, commission: { amount: 0 }, earning: { amount: 0 } },
    });
    expect([await running.available(provider), await running.available(customer)]).toEqual([-7_560, 8_400]);
  });

  test('a refund is for the provider and operators, up to what was captured', async () => {
    const { id, customer } = await settled({ card: 'pm_card_visa' });
    expect(await refund(caller(customer), id, usd(1))).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
    expect(await refund(operator(), id, usd(8_401))).toMatchObject({ userErrors: [{ code: 'AMOUNT_TOO_LARGE' }] });
    expect(await refund(operator(), id, eur(1))).toMatchObject({ userErrors: [{ code: 'CURRENCY_MISMATCH' }] });
    expect(await refund(operator(), id, usd(400))).toMatchObject({ payment: { status: 'PARTIALLY_REFUNDED' } });
    expect(await refund(operator(), id, usd(8_001))).toMatchObject({ userErrors: [{ code: 'AMOUNT_TOO_LARGE' }] });
  });

  test('earnings are after commission and refunds, tips apart', async () => {
    const { id, provider, customer } = await settled({ card: 'pm_card_visa' });
    await tip(customer, id, usd(300));
    await refund(operator(), id, usd(400));
    const now = Date.now();
    const range = { from: new Date(now - 3_600_000).toISOString(), to: new Date(now + 3_600_000).toISOString() };
    const query = `query ($from: DateTime!, $to: DateTime!) { earnings(from: $from, to: $to, by: MONTH) {
      earned { amount } tips { amount } jobs } }`;
    const answer = await running.execute(caller(provider, ['PROVIDER']), query, range);
    expect(answer.data?.earnings).toEqual([{ earned: { amount: 7_200 }, tips: { amount: 300 }, jobs: 1 }]);
  });
});

describe('ledgerReconciliation', () => {
  const QUERY = '{ ledgerReconciliation { at transactions balanced differences unknownAtGateway } }';

  test('is for operators', async () => {
    const forbidden = await running.execute(caller(newId('acc'), ['CUSTOMER', 'PROVIDER', 'MODERATOR']), QUERY);
    expect(forbidden.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    const answer = await running.execute(operator(), QUERY);
    expect(answer.data?.ledgerReconciliation).toMatchObject({ balanced: true, differences: [] });
  });
});

describe('paymentUpdated', () => {
  const FOLLOW = `subscription ($orderId: ID!, $after: String) { paymentUpdated(orderId: $orderId, after: $after) {
    cursor snapshot payment { status } } }`;
  async function follow(account: AccountId, orderId: string, after?: string) {
    const updates = await running.subscribe(caller(account), FOLLOW, { orderId, ...(after ? { after } : {}) });
    if (!(Symbol.asyncIterator in updates)) throw new Error(JSON.stringify(updates));
    const next = async () => {
      const { value } = await updates.next();
      return value?.data?.paymentUpdated as { cursor: string; snapshot: boolean; payment: { status: string } | null };
    };
    return { next, end: () => updates.return?.() };
  }

  test('starts with nothing while the payment is not known, then tells each step', async () => {
    const { id, customer, place, decline } = order({ card: 'pm_card_visa' });
    const updates = await follow(customer, id);
    expect(await updates.next()).toMatchObject({ snapshot: true, payment: null });
    await place();
    // a step tells how the payment stands by now, which may be further on
    const until = async (wanted: string) => {
      for (let status = ''; status !== wanted; ) {
        const update = await updates.next();
        expect(update.snapshot).toBe(false);
        status = update.payment?.status ?? 'none';
      }
    };
    await until('AUTHORIZED');
    await decline();
    await until('RELEASED');
    await updates.end();
  });

  test('goes on after a cursor, without a snapshot, in order and without gaps', async () => {
    const { id, customer, place, decline } = order({ card: 'pm_card_visa' });
    const first = await follow(customer, id);
    const { cursor } = await first.next();
    await first.end();
    await place();
    await running.paymentWhen(id, ({ stage }) => stage === 'AUTHORIZED');
    await decline();
    await running.paymentWhen(id, ({ status }) => status === 'RELEASED');
    const resumed = await follow(customer, id, cursor);
    const updates = [await resumed.next(), await resumed.next(), await resumed.next()]; // placed, authorised, released
    expect(updates.every(({ snapshot }) => !snapshot)).toBe(true);
    expect(new Set(updates.map((update) => update.cursor)).size).toBe(3);
    await resumed.end();
    const again = await follow(customer, id, updates[1]?.cursor);
    expect((await again.next()).cursor).toBe(updates[2]?.cursor);
    await again.end();
  });

  test('shows nothing to somebody else', async () => {
    const { id, place } = order({ card: 'pm_card_visa' });
    const updates = await follow(newId('acc'), id);
    expect(await updates.next()).toMatchObject({ payment: null });
    let told = false;
    const waiting = updates.next().then((update) => (told = Boolean(update)));
    await place();
    await running.paymentWhen(id, ({ stage }) => stage === 'AUTHORIZED');
    await updates.end();
    await waiting;
    expect(told).toBe(false);
  });

  test('refuses a cursor of another order', async () => {
    const { id, customer } = order();
    const updates = await follow(customer, id);
    const { cursor } = await updates.next();
    await updates.end();
    const refused = await running.subscribe(caller(customer), FOLLOW, { orderId: newId('ord'), after: cursor });
    expect(JSON.stringify(refused)).toContain('CURSOR_UNKNOWN');
  });
});
