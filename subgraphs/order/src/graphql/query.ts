import { requireRole } from '@marketplace/subgraph/require-caller';
import { adminOrders, disputedOrders } from '../application/admin-orders.ts';
import { availabilityOf, availableSlots } from '../application/calendar.ts';
import { cancellationQuote } from '../application/cancellation-quote.ts';
import { jobsOf, openJobs } from '../application/read-jobs.ts';
import { ordersOf } from '../application/read-orders.ts';
import { callOf, operatorsCall } from './context.ts';
import type { QueryResolvers } from './schema.gen.ts';

export const query: QueryResolvers = {
  async availability(_, __, context) {
    requireRole(context.caller, 'PROVIDER');
    return (await availabilityOf(context.app, callOf(context))) ?? null;
  },
  async order(_, { id }, context) {
    callOf(context);
    return (await context.loaders.order.load(id)) ?? null;
  },
  orders: (_, { side, status, first, after }, context) =>
    ordersOf(context.app, callOf(context), { side, status, first, after }),
  async job(_, { id }, context) {
    callOf(context);
    return (await context.loaders.job.load(id)) ?? null;
  },
  myJobs: (_, page, context) => jobsOf(context.app, callOf(context), page),
  openJobs(_, page, context) {
    requireRole(context.caller, 'PROVIDER');
    return openJobs(context.app, callOf(context), page);
  },
  async availableSlots(_, { offeringId, durationMinutes, from, to }, { app }) {
    return (await availableSlots(app, offeringId, durationMinutes ?? null, { start: from, end: to })) ?? null;
  },
  adminOrders: (_, { filter, ...page }, context) =>
    adminOrders(context.app, operatorsCall(context), filter ?? {}, page),
  disputedOrders: (_, page, context) => disputedOrders(context.app, operatorsCall(context), page),
  async cancellationQuote(_, { orderId }, context) {
    return (await cancellationQuote(context.app, callOf(context), orderId)) ?? null;
  },
};
