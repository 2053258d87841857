import type { OrderId } from '@marketplace/kernel/ids';
import { currencyCode, type Money, money } from '@marketplace/kernel/money';
import { requireRole } from '@marketplace/subgraph/require-caller';
import { withUserErrors } from '@marketplace/subgraph/user-errors';
import { acceptQuote } from '../application/accept-quote.ts';
import {
  acceptOrder,
  approvePrice,
  cancelOrder,
  completeOrder,
  confirmOrder,
  declineOrder,
  departForOrder,
  disputeOrder,
  proposePrice,
  resolveDispute,
  startOrder,
} from '../application/act-on-order.ts';
import { addTimeOff, removeTimeOff, setAvailability } from '../application/calendar.ts';
import { holdSlot } from '../application/hold-slot.ts';
import { closeJob, postJob } from '../application/jobs.ts';
import { placeOrder } from '../application/place-order.ts';
import type { Application, Call } from '../application/ports.ts';
import { type QuoteOfJob, submitQuote, withdrawQuote } from '../application/quotes.ts';
import { sendMessage } from '../application/send-message.ts';
import { advanceTestClock } from '../application/test-clock.ts';
import { reportLocation } from '../application/track-provider.ts';
import type { JobId } from '../domain/job.ts';
import { callOf, type GraphQLContext, operatorsCall } from './context.ts';
import type { MoneyInput, MutationResolvers } from './schema.gen.ts';

export const mutation: MutationResolvers = {
  setAvailability: (_, { input }, context) =>
    withUserErrors(async () => {
      const { weeklyHours, timeZone, bufferMinutes } = input;
      const hours = { weeklyHours, timeZone, bufferMinutes: bufferMinutes ?? 0 };
      return { availability: (await setAvailability(context.app, providersCall(context), hours)) ?? null };
    }),
  addTimeOff: (_, { input }, context) =>
    withUserErrors(async () => ({
      availability: (await addTimeOff(context.app, providersCall(context), input)) ?? null,
    })),
  removeTimeOff: (_, { id }, context) =>
    withUserErrors(async () => ({
      availability: (await removeTimeOff(context.app, providersCall(context), id)) ?? null,
    })),

  holdSlot: (_, { input }, context) =>
    withUserErrors(async () => ({ slotHold: await holdSlot(context.app, callOf(context), input) })),
  placeOrder: (_, { input }, context) => onOrder(context, (app, call) => placeOrder(app, call, input)),

  acceptOrder: (_, { input }, context) => onOrder(context, (app, call) => acceptOrder(app, call, input)),
  declineOrder: (_, { input }, context) => onOrder(context, (app, call) => declineOrder(app, call, input)),
  departForOrder: (_, { input }, context) => onOrder(context, (app, call) => departForOrder(app, call, input)),
  startOrder: (_, { input }, context) => onOrder(context, (app, call) => startOrder(app, call, input)),
  completeOrder: (_, { input }, context) => onOrder(context, (app, call) => completeOrder(app, call, input)),
  confirmOrder: (_, { input }, context) => onOrder(context, (app, call) => confirmOrder(app, call, input)),
  cancelOrder: (_, { input }, context) => onOrder(context, (app, call) => cancelOrder(app, call, input)),
  disputeOrder: (_, { input }, context) => onOrder(context, (app, call) => disputeOrder(app, call, input)),
  resolveDispute: (_, { input }, context) => {
    operatorsCall(context);
    return onOrder(context, (app, call) => resolveDispute(app, call, { ...input, refund: moneyOf(input.refund) }));
  },
  proposePrice: (_, { input }, context) =>
    onOrder(context, (app, call) => proposePrice(app, call, { ...input, price: moneyOf(input.price) })),
  approvePrice: (_, { input }, context) =>
    onOrder(context, (app, call) => approvePrice(app, call, { ...input, price: moneyOf(input.price) })),
  sendOrderMessage: (_, { input }, context) => {
    const call = callOf(context);
    return withUserErrors(async () => ({ message: await sendMessage(context.app, call, input) }));
  },

  postJob: (_, { input }, context) => onJob(context, (app, call) => postJob(app, call, input)),
  closeJob: (_, { input }, context) => onJob(context, (app, call) => closeJob(app, call, input)),
  submitQuote: (_, { input }, context) =>
    onQuote(context, (app) => submitQuote(app, providersCall(context), { ...input, price: moneyOf(input.price) })),
  withdrawQuote: (_, { input }, context) =>
    onQuote(context, (app) => withdrawQuote(app, providersCall(context), input)),
  acceptQuote: (_, { input }, context) => onOrder(context, (app, call) => acceptQuote(app, call, input)),

  advanceTestClock: (_, { input }, context) => {
    const call = operatorsCall(context);
    return withUserErrors(async () => ({ now: await advanceTestClock(context.app, call, input.to) }));
  },

  reportLocation: (_, { input }, context) =>
    withUserErrors(async () => {
      await reportLocation(context.app, callOf(context), input);
      return {};
    }),
};

/** Runs a use case and answers with the order as it stands after it. */
function onOrder(context: GraphQLContext, act: (app: Application, call: Call) => Promise<OrderId>) {
  const call = callOf(context);
  return withUserErrors(async () => {
    const id = await act(context.app, call);
    return { order: (await context.loaders.order.load(id)) ?? null };
  });
}

function onJob(context: GraphQLContext, act: (app: Application, call: Call) => Promise<JobId>) {
  const call = callOf(context);
  return withUserErrors(async () => {
    const id = await act(context.app, call);
    return { job: (await context.loaders.job.load(id)) ?? null };
  });
}

/** The same for a quote, which is found in its job. */
function onQuote(context: GraphQLContext, act: (app: Application) => Promise<QuoteOfJob>) {
  return withUserErrors(async () => {
    const { jobId, quoteId } = await act(context.app);
    const job = await context.loaders.job.load(jobId);
    const quote = job?.quotes.find(({ id }) => id === quoteId);
    return { quote: job && quote ? { job, quote } : null };
  });
}

function providersCall(context: GraphQLContext): Call {
  requireRole(context.caller, 'PROVIDER');
  return callOf(context);
}

const moneyOf = ({ amount, currency }: MoneyInput): Money => money(amount, currencyCode(currency));
