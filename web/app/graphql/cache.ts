import { type Cache, cacheExchange, type KeyingConfig } from '@urql/exchange-graphcache';
import type {
  NotificationReceivedSubscription,
  OrdersUpdatedSubscription,
  OrderUpdatedSubscription,
  SendOrderMessageMutation,
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
    'JobConnection',
    'JobEdge',
    'OrderMessageConnection',
    'OrderMessageEdge',
    'ProposedPrice',
    'DisputeStatement',
    'MessageSettings',
    'StoryEntry',
    'ParkedMessageConnection',
    'ParkedMessageEdge',
    'LedgerReconciliation',
    'AuditConnection',
    'AuditEdge',
    'ReviewModeration',
    'ReviewReport',
    'WebhookDeliveryConnection',
    'WebhookDeliveryEdge',
  ].map((type) => [type, PART_OF_ITS_PARENT]),
);

export const normalisedCache = () =>
  cacheExchange({
    keys: { ...keys, OrderEvent: (event) => (typeof event.cursor === 'string' ? event.cursor : null) },
    updates: {
      Subscription: {
        orderUpdated(result, { orderId }, cache) {
          // as: the shape of the app's one subscription to this field
          const { event, message } = (result as unknown as OrderUpdatedSubscription).orderUpdated;
          if (event)
            append(cache, String(orderId), 'history', 'cursor', { __typename: 'OrderEvent', cursor: event.cursor });
          if (message) append(cache, String(orderId), 'messages', 'id', { __typename: 'OrderMessage', id: message.id });
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
        sendOrderMessage(result, { input }, cache) {
          // as: the shape of the app's one mutation of this field
          const { message } = (result as unknown as SendOrderMessageMutation).sendOrderMessage ?? {};
          const { orderId } = input as { orderId: string };
          if (message) append(cache, orderId, 'messages', 'id', { __typename: 'OrderMessage', id: message.id });
        },
        postJob: (_result, _variables, cache) => dropLists(cache, 'myJobs'),
        acceptQuote: (_result, _variables, cache) => {
          dropLists(cache, 'orders');
          dropLists(cache, 'job');
        },
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

/** A resumed stream may tell what the page knows already. */
function append<Key extends 'cursor' | 'id'>(
  cache: Cache,
  orderId: string,
  field: 'history' | 'messages',
  key: Key,
  node: { __typename: string } & Record<Key, string>,
): void {
  const list = cache.resolve({ __typename: 'Order', id: orderId }, field, { first: 100 });
  if (typeof list !== 'string') return;
  // as: the links of a connection are the keys of its edges
  const edges = (cache.resolve(list, 'edges') ?? []) as string[];
  const nodeKey = `${node.__typename}:${node[key]}`;
  if (edges.some((edge) => cache.resolve(edge, 'node') === nodeKey)) return;
  const edge = `${list}.edges.${node[key]}`;
  cache.link(edge, 'node', node);
  cache.link(list, 'edges', [...edges, edge]);
}

/** Whoever shows the list asks again. */
function dropLists(cache: Cache, field: string): void {
  for (const { fieldName, arguments: given } of cache.inspectFields('Query')) {
    if (fieldName === field) cache.invalidate('Query', fieldName, given);
  }
}
