import { type Cache, cacheExchange, type KeyingConfig } from '@urql/exchange-graphcache';
import type {
  NotificationReceivedSubscription,
  OrdersUpdatedSubscription,
  OrderUpdatedSubscription,
  StepFragment,
} from './operations.gen';

const PART_OF_ITS_PARENT = () => null;

/** Types without an id of their own live inside what holds them. */
const keys: KeyingConfig = Object.fromEntries(
  [
    'Money',
    'TimeWindow',
    'GeoPoint',
    'Location',
    'RatingSummary',
    'Viewer',
    'AvailableTransition',
    'Availability',
    'WeeklyHours',
    'PageInfo',
    'UserError',
    'Slot',
    'EarningsBucket',
    'ProviderPosition',
    'NotificationPreference',
    'OrderUpdate',
    'PaymentUpdate',
    'NotificationUpdate',
    'OrderConnection',
    'OrderEdge',
    'OrderEventConnection',
    'OrderEventEdge',
    'ProviderSearchConnection',
    'ProviderSearchEdge',
    'ReviewConnection',
    'ReviewEdge',
    'NotificationConnection',
    'NotificationEdge',
    'WalletTransactionConnection',
    'WalletTransactionEdge',
  ].map((type) => [type, PART_OF_ITS_PARENT]),
);

export const normalisedCache = () =>
  cacheExchange({
    keys: { ...keys, OrderEvent: (event) => (typeof event.cursor === 'string' ? event.cursor : null) },
    updates: {
      Subscription: {
        orderUpdated(result, { orderId }, cache) {
          // as: the shape of the app's one subscription to this field
          const { event } = (result as unknown as OrderUpdatedSubscription).orderUpdated;
          if (event) appendStep(cache, String(orderId), event);
        },
        notificationReceived(result, _variables, cache) {
          // as: the shape of the app's one subscription to this field
          const { notification } = (result as unknown as NotificationReceivedSubscription).notificationReceived;
          if (notification) dropLists(cache, 'notifications');
        },
        ordersUpdated(result, _variables, cache) {
          // as: the shape of the app's one subscription to this field
          if ((result as unknown as OrdersUpdatedSubscription).ordersUpdated.event) dropLists(cache, 'orders');
        },
      },
      Mutation: {
        placeOrder: (_result, _variables, cache) => dropLists(cache, 'orders'),
        topUpWallet: (_result, _variables, cache) => dropLists(cache, 'viewer'),
        requestPayout: (_result, _variables, cache) => dropLists(cache, 'viewer'),
        saveOffering: (_result, _variables, cache) => dropLists(cache, 'viewer'),
        setAvailability: (_result, _variables, cache) => dropLists(cache, 'availability'),
        addTimeOff: (_result, _variables, cache) => dropLists(cache, 'availability'),
        removeTimeOff: (_result, _variables, cache) => dropLists(cache, 'availability'),
        revokeSignIn: (_result, _variables, cache) => dropLists(cache, 'signIns'),
        submitReview: (_result, { input }, cache) => {
          // as: SubmitReviewInput always names its order
          const { orderId } = input as { orderId: string };
          cache.invalidate({ __typename: 'Order', id: orderId }, 'reviews');
        },
        markNotificationsRead: (_result, _variables, cache) => dropLists(cache, 'notifications'),
      },
    },
  });

/** A resumed stream may tell a step that the page knows already: a cursor stands for one step. */
function appendStep(cache: Cache, orderId: string, event: StepFragment): void {
  const order = { __typename: 'Order', id: orderId };
  const history = cache.resolve(order, 'history', { first: 100 });
  if (typeof history !== 'string') return;
  // as: the links of a connection are the keys of its edges
  const edges = (cache.resolve(history, 'edges') ?? []) as string[];
  if (edges.some((edge) => cache.resolve(edge, 'cursor') === event.cursor)) return;
  const edge = `${history}.edges.${event.cursor}`;
  cache.link(edge, 'node', { __typename: 'OrderEvent', cursor: event.cursor });
  cache.link(history, 'edges', [...edges, edge]);
}

/** Whoever shows the list asks again. */
function dropLists(cache: Cache, field: string): void {
  for (const { fieldName, arguments: given } of cache.inspectFields('Query')) {
    if (fieldName === field) cache.invalidate('Query', fieldName, given);
  }
}
