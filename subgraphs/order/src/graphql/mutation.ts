import type { OrderId } from '@marketplace/kernel/ids';
import { currencyCode, type Money, money } from '@marketplace/kernel/money';
import { requireRole } from '@marketplace/subgraph/require-caller';
import { withUserErrors } from '@marketplace/subgraph/user-errors';
import {
  acceptOrder,
  cancelOrder,
  completeOrder,
  confirmOrder,
  declineOrder,
  departForOrder,
  disputeOrder,
  resolveDispute,
  startOrder,
} from '../application/act-on-order.ts';
import { addTimeOff, removeTimeOff, setAvailability } from '../application/calendar.ts';
import { holdSlot } from '../application/hold-slot.ts';
import { placeOrder } from '../application/place-order.ts';
import type { Application, Call } from '../application/ports.ts';
import { reportLocation } from '../application/track-provider.ts';
import { callOf, type GraphQLContext } from './context.ts';
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
    requireRole(context.caller, 'OPERATOR');
    return onOrder(context, (app, call) => resolveDispute(app, call, { ...input, refund: moneyOf(input.refund) }));
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

function providersCall(context: GraphQLContext): Call {
  requireRole(context.caller, 'PROVIDER');
  return callOf(context);
}

const moneyOf = ({ amount, currency }: MoneyInput): Money => money(amount, currencyCode(currency));
