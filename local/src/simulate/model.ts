/** The order process as the design tells it, written down a second time: what the walk expects of the first. */
import { DAY, earlier, HOUR, later, MINUTE } from '@marketplace/kernel/clock';
import type { OrderAction, OrderStatus, SeenFragment } from './operations.gen.ts';

export type OrderSeen = SeenFragment;
export type Side = 'CUSTOMER' | 'PROVIDER' | 'OPERATOR';
export type ModelledAction = Exclude<OrderAction, 'PROPOSE_PRICE' | 'APPROVE_PRICE'>;

interface Row {
  readonly from: OrderStatus;
  readonly action: ModelledAction;
  readonly by: readonly Side[];
  readonly to: OrderStatus;
  readonly after?: (times: Times) => Date;
  readonly until?: (times: Times) => Date;
}

/** The instants that the table speaks of. */
interface Times {
  readonly start: Date;
  readonly end: Date;
  /** When the provider got to see it. */
  readonly offered: Date;
  readonly completed: Date;
  readonly disputed: Date;
}

const answerDue = ({ offered, start }: Times) => {
  const wanted = Math.min(later(offered, 24 * HOUR).getTime(), earlier(start, HOUR).getTime());
  return new Date(Math.max(wanted, later(offered, 15 * MINUTE).getTime()));
};
const abandoned = ({ end }: Times) => later(end, 24 * HOUR);
const completionDue = ({ end }: Times) => later(end, 48 * HOUR);
const confirmationDue = ({ completed }: Times) => later(completed, 48 * HOUR);
const resolutionDue = ({ disputed }: Times) => later(disputed, 14 * DAY);
const windowStart = ({ start }: Times) => start;
const noShow = ({ start }: Times) => later(start, 15 * MINUTE);
const SIDES = ['CUSTOMER', 'PROVIDER'] as const;

export const TABLE: readonly Row[] = [
  { from: 'PENDING', action: 'ACCEPT', by: ['PROVIDER'], to: 'ACCEPTED', until: answerDue },
  { from: 'PENDING', action: 'DECLINE', by: ['PROVIDER'], to: 'DECLINED', until: answerDue },
  { from: 'PENDING', action: 'CANCEL', by: SIDES, to: 'CANCELLED', until: windowStart },
  { from: 'ACCEPTED', action: 'CANCEL', by: SIDES, to: 'CANCELLED', until: windowStart },
  { from: 'ACCEPTED', action: 'DEPART', by: ['PROVIDER'], to: 'ACCEPTED', until: abandoned },
  { from: 'ACCEPTED', action: 'START', by: ['PROVIDER'], to: 'IN_PROGRESS', until: abandoned },
  { from: 'ACCEPTED', action: 'DISPUTE', by: SIDES, to: 'DISPUTED', after: noShow, until: abandoned },
  { from: 'IN_PROGRESS', action: 'COMPLETE', by: ['PROVIDER'], to: 'COMPLETED', until: completionDue },
  { from: 'IN_PROGRESS', action: 'DISPUTE', by: SIDES, to: 'DISPUTED', until: completionDue },
  { from: 'COMPLETED', action: 'CONFIRM', by: ['CUSTOMER'], to: 'SETTLED', until: confirmationDue },
  { from: 'COMPLETED', action: 'DISPUTE', by: SIDES, to: 'DISPUTED', until: confirmationDue },
  { from: 'DISPUTED', action: 'DISPUTE', by: SIDES, to: 'DISPUTED', until: resolutionDue },
  { from: 'DISPUTED', action: 'RESOLVE', by: ['OPERATOR'], to: 'SETTLED', until: resolutionDue },
];

/** What the history calls the action once it is done. */
const DONE_AS: Readonly<Record<ModelledAction, readonly string[]>> = {
  ACCEPT: ['order.accepted'],
  DECLINE: ['order.declined'],
  DEPART: ['order.departed'],
  START: ['order.started'],
  COMPLETE: ['order.completed'],
  CONFIRM: ['order.settled'],
  CANCEL: ['order.cancelled'],
  DISPUTE: ['order.disputed', 'order.dispute_answered'],
  RESOLVE: ['order.settled'],
};
export const ACTIONS = Object.keys(DONE_AS) as readonly ModelledAction[]; // as: the record's own keys

/** What an order that the actor sees must answer to the action now. */
export type Expectation = { readonly to: OrderStatus } | 'REPEAT' | 'TRANSITION_NOT_ALLOWED' | 'FORBIDDEN';

export function expectation(order: OrderSeen, action: ModelledAction, by: Side, now: Date): Expectation {
  if (action === 'RESOLVE' && by !== 'OPERATOR') return 'FORBIDDEN';
  if (hasDone(order, action, by)) return 'REPEAT';
  const row = TABLE.find((each) => each.from === order.status && each.action === action && each.by.includes(by));
  if (!row) return 'TRANSITION_NOT_ALLOWED';
  const times = timesOf(order);
  const inTime = (!row.after || now >= row.after(times)) && (!row.until || now < row.until(times));
  return inTime ? { to: row.to } : 'TRANSITION_NOT_ALLOWED';
}

export function hasDone(order: OrderSeen, action: ModelledAction, by: Side): boolean {
  // an order settles in two ways, told apart by who did it
  const decides = action === 'RESOLVE' ? 'OPERATOR' : 'CUSTOMER';
  if ((action === 'CONFIRM' || action === 'RESOLVE') && by !== decides) return false;
  return eventsOf(order).some(({ type, actor }) => actor === by && DONE_AS[action].includes(type));
}

/** What the table lets this side do now, in the order of its rows. */
export function allowedActions(order: OrderSeen, by: Side, now: Date): ModelledAction[] {
  return ACTIONS.filter((action) => typeof expectation(order, action, by, now) === 'object');
}

export const eventsOf = (order: OrderSeen) => order.history.edges.map(({ node }) => node);

function timesOf(order: OrderSeen): Times {
  const at = (type: string) => new Date(eventsOf(order).find((event) => event.type === type)?.at ?? order.createdAt);
  return {
    start: new Date(order.scheduledFor.start),
    end: new Date(order.scheduledFor.end),
    offered: at('payment.authorized'),
    completed: at('order.completed'),
    disputed: new Date(order.dispute?.openedAt ?? order.createdAt),
  };
}

const ENDED: readonly OrderStatus[] = ['SETTLED', 'DECLINED', 'EXPIRED', 'CANCELLED'];
export const hasEnded = (status: OrderStatus): boolean => ENDED.includes(status);

interface Step {
  readonly type: string;
  readonly from: OrderStatus | null;
  readonly to: OrderStatus;
  readonly by: readonly string[];
}

const anySide = [...SIDES];
/** Every step that a history may hold, the system's own among them. */
export const HISTORY: readonly Step[] = [
  { type: 'order.placed', from: null, to: 'PENDING', by: ['CUSTOMER'] },
  { type: 'payment.authorized', from: 'PENDING', to: 'PENDING', by: ['SYSTEM'] },
  { type: 'order.accepted', from: 'PENDING', to: 'ACCEPTED', by: ['PROVIDER', 'SYSTEM'] }, // a quote's by itself
  { type: 'order.declined', from: 'PENDING', to: 'DECLINED', by: ['PROVIDER'] },
  { type: 'order.expired', from: 'PENDING', to: 'EXPIRED', by: ['SYSTEM'] },
  { type: 'order.cancelled', from: 'PENDING', to: 'CANCELLED', by: anySide },
  { type: 'order.cancelled', from: 'ACCEPTED', to: 'CANCELLED', by: [...anySide, 'SYSTEM'] },
  { type: 'order.departed', from: 'ACCEPTED', to: 'ACCEPTED', by: ['PROVIDER'] },
  { type: 'order.started', from: 'ACCEPTED', to: 'IN_PROGRESS', by: ['PROVIDER'] },
  { type: 'order.start_overdue', from: 'ACCEPTED', to: 'ACCEPTED', by: ['SYSTEM'] },
  { type: 'order.disputed', from: 'ACCEPTED', to: 'DISPUTED', by: anySide },
  { type: 'order.price_proposed', from: 'IN_PROGRESS', to: 'IN_PROGRESS', by: ['PROVIDER'] },
  { type: 'order.price_approved', from: 'IN_PROGRESS', to: 'IN_PROGRESS', by: ['CUSTOMER'] },
  { type: 'order.price_changed', from: 'IN_PROGRESS', to: 'IN_PROGRESS', by: ['SYSTEM'] },
  { type: 'order.price_withdrawn', from: 'IN_PROGRESS', to: 'IN_PROGRESS', by: ['SYSTEM'] },
  { type: 'order.completed', from: 'IN_PROGRESS', to: 'COMPLETED', by: ['PROVIDER'] },
  { type: 'order.disputed', from: 'IN_PROGRESS', to: 'DISPUTED', by: [...anySide, 'SYSTEM'] },
  { type: 'order.settled', from: 'COMPLETED', to: 'SETTLED', by: ['CUSTOMER', 'SYSTEM'] },
  { type: 'order.disputed', from: 'COMPLETED', to: 'DISPUTED', by: [...anySide, 'SYSTEM'] },
  { type: 'order.dispute_answered', from: 'DISPUTED', to: 'DISPUTED', by: anySide },
  { type: 'order.settled', from: 'DISPUTED', to: 'SETTLED', by: ['OPERATOR', 'SYSTEM'] },
];
