import { followOrder, followOrders } from '../application/follow-orders.ts';
import { followProvider } from '../application/track-provider.ts';
import { callOf } from './context.ts';
import type { SubscriptionResolvers } from './schema.gen.ts';

/** The application's streams hold what the fields resolve to: graphql-js asks for it under the field's name. */
const itself = <Event>(event: Event): Event => event;

export const subscription: SubscriptionResolvers = {
  orderUpdated: {
    subscribe: (_, { orderId, after }, context) => followOrder(context.app, callOf(context), orderId, after ?? null),
    resolve: itself,
  },
  ordersUpdated: {
    subscribe: (_, { side, after }, context) => followOrders(context.app, callOf(context), side, after ?? null),
    resolve: itself,
  },
  providerPosition: {
    subscribe: (_, { orderId }, context) => followProvider(context.app, callOf(context), orderId),
    resolve: itself,
  },
};
