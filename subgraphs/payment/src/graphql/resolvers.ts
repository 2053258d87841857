import { decodeCursor, encodeCursor } from '@marketplace/kernel/cursor';
import { accountOf, type OrderId, parseId, paymentOf, type WalletId } from '@marketplace/kernel/ids';
import { currencyCode, type Money, money } from '@marketplace/kernel/money';
import { connection, pageSize } from '@marketplace/kernel/page';
import { refuse } from '@marketplace/kernel/refusal';
import type { Caller } from '@marketplace/subgraph/caller';
import { requireRole, signedIn } from '@marketplace/subgraph/require-caller';
import { withUserErrors } from '@marketplace/subgraph/user-errors';
import { z } from 'zod';
import type { PaymentUpdate } from '../application/follow-payment.ts';
import type { Action } from '../application/move-money.ts';
import { receiptOf } from '../domain/receipt.ts';
import type { GraphQLContext } from './context.ts';
import type { MoneyInput, Resolvers } from './schema.gen.ts';

const PAGE_SIZE = 20;

export const resolvers: Resolvers = {
  Query: {
    viewer: (_root, _args, { caller }) => (caller.account ? { account: caller.account } : null),
    payment: (_root, { orderId }, context) => paymentOfOrder(orderId, context),
    earnings: (_root, { from, to, by, currency }, { application, caller }) =>
      application.earnings(signedIn(caller).account, {
        from,
        to,
        by: by ?? 'WEEK',
        currency: currency ? currencyCode(currency) : null,
      }),
    payoutMethod: (_root, _args, { application, caller }) => application.payoutMethod(signedIn(caller).account),
    ledgerReconciliation: (_root, _args, { application, caller }) => {
      requireRole(caller, 'OPERATOR');
      return application.ledgerReconciliation();
    },
  },
  Mutation: {
    topUpWallet: (_root, { input }, { application, caller }) =>
      withUserErrors(() => {
        const { idempotencyKey, paymentMethod } = input;
        return application.topUpWallet(actionOf(caller, idempotencyKey), { amount: amountOf(input), paymentMethod });
      }),
    requestPayout: (_root, { input }, { application, caller }) =>
      withUserErrors(() => application.requestPayout(actionOf(caller, input.idempotencyKey), amountOf(input))),
    addTip: (_root, { input }, { application, caller }) =>
      withUserErrors(async () => ({
        payment: await application.addTip(actionOf(caller, input.idempotencyKey), orderIn(input), amountOf(input)),
      })),
    refundPayment: (_root, { input }, { application, caller }) =>
      withUserErrors(async () => {
        const { idempotencyKey, reason } = input;
        const request = { orderId: orderIn(input), amount: amountOf(input), reason };
        return { payment: await application.refundPayment(actionOf(caller, idempotencyKey), request) };
      }),
    setPayoutMethod: (_root, { input }, { application, caller }) =>
      withUserErrors(async () => {
        const { account } = signedIn(caller);
        const payoutMethod = await application.setPayoutMethod(account, originOf(caller), input.token);
        return { payoutMethod };
      }),
  },
  Subscription: {
    paymentUpdated: {
      async subscribe(_root, { orderId, after }, { application, caller }) {
        const viewer = signedIn(caller);
        const id = parseId('ord', orderId) ?? refuse('NOT_FOUND', 'There is no such order.', ['orderId']);
        return application.followPayment(viewer, id, after ?? null);
      },
      resolve: (update: PaymentUpdate) => update,
    },
  },
  Viewer: {
    wallet: ({ account }, { currency }, { application }) =>
      application.walletIn(account, currency ? currencyCode(currency) : null),
    wallets: async ({ account }, _args, { application }) => [...(await application.wallets(account))],
  },
  Order: {
    __resolveReference: ({ id }) => {
      const orderId = parseId('ord', id);
      return orderId ? { id: orderId } : null;
    },
    payment: ({ id }, _args, { payments }) => payments.load(paymentOf(id)),
  },
  Payment: {
    __resolveReference: ({ id }, { payments }) => {
      const paymentId = parseId('pay', id);
      return paymentId ? payments.load(paymentId) : null;
    },
    order: ({ orderId }) => ({ id: orderId }),
    nextActionUrl: ({ nextAction, customerId }, _args, { caller }) =>
      caller.account === accountOf(customerId) ? (nextAction?.url ?? null) : null,
    receipt: receiptOf,
  },
  Receipt: {
    lines: ({ lines }) => [...lines],
  },
  Wallet: {
    __resolveReference: ({ id }, { wallets }) => {
      const walletId = parseId('wal', id);
      return walletId ? wallets.load(walletId) : null;
    },
    transactions: async (wallet, { first, after }, { application }) => {
      const size = pageSize(first, PAGE_SIZE);
      const before = after ? numberOf(after, wallet.id) : null;
      const found = await application.walletTransactions(wallet, before, size + 1);
      return connection(found, size, after, (node) => ({
        cursor: encodeCursor(WALLET_CURSOR, wallet.id, node.number),
        node,
      }));
    },
  },
  WalletTransaction: {
    order: ({ orderId }) => (orderId ? { id: orderId } : null),
  },
};

const WALLET_CURSOR = 'walletTransactions';

function numberOf(cursor: string, wallet: WalletId): number {
  return decodeCursor(WALLET_CURSOR, z.tuple([z.literal(wallet), z.number().int()]), cursor)[1];
}

async function paymentOfOrder(orderId: string, { payments, caller }: GraphQLContext) {
  signedIn(caller);
  const id = parseId('ord', orderId);
  return id ? payments.load(paymentOf(id)) : null;
}

function actionOf(caller: Caller, idempotencyKey: string): Action {
  return { caller: signedIn(caller), origin: originOf(caller), idempotencyKey };
}

const originOf = ({ requestId }: Caller) => ({ correlationId: requestId });

const amountOf = ({ amount }: { amount: MoneyInput }): Money => money(amount.amount, currencyCode(amount.currency));

const orderIn = (input: { orderId: string }): OrderId =>
  parseId('ord', input.orderId) ?? refuse('NOT_FOUND', 'There is no such order of yours.', ['orderId']);
