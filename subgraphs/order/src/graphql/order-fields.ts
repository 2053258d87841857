import { eventCursor, historyQuery, messagesQuery } from '../application/read-orders.ts';
import { availableTransitions } from '../domain/process.ts';
import { seesAddress, seesStartPin } from '../domain/visibility.ts';
import type {
  AvailableTransition,
  DisputeResolvers,
  OrderAction,
  OrderEventResolvers,
  OrderResolvers,
  OrderUpdateResolvers,
} from './schema.gen.ts';

export const orderFields: OrderResolvers = {
  __resolveReference: async ({ id }, { loaders }) => (await loaders.order.load(id)) ?? null,
  id: ({ order }) => order.id,
  status: ({ order }) => order.status,
  version: ({ order }) => order.version,
  customer: ({ order }) => ({ id: order.customerId }),
  provider: ({ order }) => ({ id: order.providerId }),
  offering: ({ order }) => order.offeringId && { id: order.offeringId },
  title: ({ order }) => order.title,
  price: ({ order }) => order.price,
  scheduledFor: ({ order }) => order.scheduledFor,
  address: ({ order, role }) => (seesAddress(order, role) ? order.address : null),
  location: ({ order, role }) => (seesAddress(order, role) ? order.location : null),
  note: ({ order }) => order.note,
  startPin: ({ order, role }) => (seesStartPin(role) ? order.startPin : null),
  enRouteSince: ({ order }) => order.steps.DEPART?.at ?? null,
  proposedPrice: ({ order }) => order.proposedPrice,
  availableTransitions: ({ order, role }, _, { app }) =>
    availableTransitions(order, role, app.clock.now(), app.settings).flatMap(publicTransition),
  history: ({ order }, page, { loaders }) => loaders.history.load(historyQuery(order.id, page)),
  messages: ({ order }, page, { loaders }) => loaders.messages.load(messagesQuery(order.id, page)),
  dispute: ({ order }) => order.dispute,
  createdAt: ({ order }) => order.createdAt,
  updatedAt: ({ order }) => order.updatedAt,
};

export const disputeFields: DisputeResolvers = { statements: ({ statements }) => [...statements] };

export const orderEventFields: OrderEventResolvers = { cursor: eventCursor };

export const orderUpdateFields: OrderUpdateResolvers = {
  message: async ({ event, order }, _, { loaders }) =>
    event?.type === 'order.message_sent' && order ? ((await loaders.message.load(event)) ?? null) : null,
};

/** The system's own actions are nobody's to take. */
function publicTransition({
  action,
  deadline,
}: ReturnType<typeof availableTransitions>[number]): AvailableTransition[] {
  if (action === 'OFFER' || action === 'EXPIRE' || action === 'REMIND') return [];
  if (action === 'CHANGE_PRICE' || action === 'WITHDRAW_PRICE') return [];
  return [{ action: action satisfies OrderAction, deadline }];
}
