/**
 * The order process as data. The decision, `availableTransitions`, the deadlines and the tests all read this table;
 * nothing else says what may happen to an order.
 */
import { DAY, earlier, HOUR, later, MINUTE } from '@marketplace/kernel/clock';
import type { Action, Actor, Order, OrderStatus } from './order.ts';
import type { OrderSettings } from './settings.ts';

/** Instants in an order's life, each computed from what has been done so far. */
const MOMENTS = {
  paymentDue: (order, s) => later(order.createdAt, s.paymentMinutes * MINUTE),
  answerDue: (order, s) => {
    const offered = order.steps.OFFER?.at ?? order.createdAt;
    const wanted = Math.min(
      later(offered, s.answerHours * HOUR).getTime(),
      earlier(order.scheduledFor.start, s.answerBeforeStartMinutes * MINUTE).getTime(),
    );
    return new Date(Math.max(wanted, later(offered, s.answerLeastMinutes * MINUTE).getTime()));
  },
  windowStart: (order) => order.scheduledFor.start,
  noShow: (order, s) => later(order.scheduledFor.start, s.disputeAfterStartMinutes * MINUTE),
  startOverdue: (order, s) => later(order.scheduledFor.start, s.startOverdueHours * HOUR),
  abandoned: (order, s) => later(order.scheduledFor.end, s.abandonedHours * HOUR),
  completionDue: (order, s) => later(order.scheduledFor.end, s.completionHours * HOUR),
  confirmationDue: (order, s) => later(order.steps.COMPLETE?.at ?? order.updatedAt, s.confirmationHours * HOUR),
  proposalDue: (order) => order.proposedPrice?.expiresAt ?? order.updatedAt,
  resolutionDue: (order, s) => later(order.dispute?.openedAt ?? order.updatedAt, s.resolutionDays * DAY),
} as const satisfies Record<string, (order: Order, settings: OrderSettings) => Date>;

export type Moment = keyof typeof MOMENTS;

export const momentOf = (moment: Moment, order: Order, settings: OrderSettings): Date =>
  MOMENTS[moment](order, settings);

/** What must be true of the order besides. */
const CONDITIONS = {
  ofQuote: ({ quoteId }) => quoteId !== null,
  priceProposed: ({ proposedPrice }) => proposedPrice?.approved === false,
  priceApproved: ({ proposedPrice }) => proposedPrice?.approved === true,
  noPriceApproved: ({ proposedPrice }) => proposedPrice?.approved !== true,
  notHeard: ({ dispute }, actor) => dispute?.statements.every(({ by }) => by !== actor) ?? false,
} as const satisfies Record<string, (order: Order, actor: Actor) => boolean>;

export type Condition = keyof typeof CONDITIONS;

export interface Transition {
  readonly action: Action;
  readonly by: readonly Actor[];
  readonly from: OrderStatus;
  readonly to: OrderStatus;
  /** A step that must have been done before. */
  readonly needs?: Action;
  readonly when?: Condition;
  /** Can be done more than once. */
  readonly again?: true;
  /** Not before. */
  readonly after?: Moment;
  /** Not at this instant or later: the deadline that `availableTransitions` tells. */
  readonly until?: Moment;
}

export const PROCESS: readonly Transition[] = [
  { from: 'PENDING', action: 'OFFER', by: ['SYSTEM'], to: 'PENDING' },
  { from: 'PENDING', action: 'ACCEPT', by: ['PROVIDER'], to: 'ACCEPTED', needs: 'OFFER', until: 'answerDue' },
  { from: 'PENDING', action: 'ACCEPT', by: ['SYSTEM'], to: 'ACCEPTED', needs: 'OFFER', when: 'ofQuote' },
  { from: 'PENDING', action: 'DECLINE', by: ['PROVIDER'], to: 'DECLINED', needs: 'OFFER', until: 'answerDue' },
  { from: 'PENDING', action: 'CANCEL', by: ['CUSTOMER'], to: 'CANCELLED', until: 'windowStart' },
  { from: 'PENDING', action: 'CANCEL', by: ['PROVIDER'], to: 'CANCELLED', needs: 'OFFER', until: 'windowStart' },
  { from: 'PENDING', action: 'EXPIRE', by: ['SYSTEM'], to: 'EXPIRED' },

  { from: 'ACCEPTED', action: 'CANCEL', by: ['CUSTOMER', 'PROVIDER'], to: 'CANCELLED', until: 'windowStart' },
  { from: 'ACCEPTED', action: 'CANCEL', by: ['SYSTEM'], to: 'CANCELLED' },
  { from: 'ACCEPTED', action: 'DEPART', by: ['PROVIDER'], to: 'ACCEPTED', until: 'abandoned' },
  { from: 'ACCEPTED', action: 'START', by: ['PROVIDER'], to: 'IN_PROGRESS', until: 'abandoned' },
  { from: 'ACCEPTED', action: 'REMIND', by: ['SYSTEM'], to: 'ACCEPTED', after: 'startOverdue' },
  {
    from: 'ACCEPTED',
    action: 'DISPUTE',
    by: ['CUSTOMER', 'PROVIDER'],
    to: 'DISPUTED',
    after: 'noShow',
    until: 'abandoned',
  },

  {
    from: 'IN_PROGRESS',
    action: 'PROPOSE_PRICE',
    by: ['PROVIDER'],
    to: 'IN_PROGRESS',
    when: 'noPriceApproved',
    again: true,
    until: 'completionDue',
  },
  {
    from: 'IN_PROGRESS',
    action: 'APPROVE_PRICE',
    by: ['CUSTOMER'],
    to: 'IN_PROGRESS',
    when: 'priceProposed',
    again: true,
    until: 'proposalDue',
  },
  {
    from: 'IN_PROGRESS',
    action: 'CHANGE_PRICE',
    by: ['SYSTEM'],
    to: 'IN_PROGRESS',
    when: 'priceApproved',
    again: true,
  },
  {
    from: 'IN_PROGRESS',
    action: 'WITHDRAW_PRICE',
    by: ['SYSTEM'],
    to: 'IN_PROGRESS',
    when: 'priceApproved',
    again: true,
  },
  {
    from: 'IN_PROGRESS',
    action: 'WITHDRAW_PRICE',
    by: ['SYSTEM'],
    to: 'IN_PROGRESS',
    when: 'priceProposed',
    again: true,
    after: 'proposalDue',
  },
  { from: 'IN_PROGRESS', action: 'COMPLETE', by: ['PROVIDER'], to: 'COMPLETED', until: 'completionDue' },
  { from: 'IN_PROGRESS', action: 'DISPUTE', by: ['CUSTOMER', 'PROVIDER'], to: 'DISPUTED', until: 'completionDue' },
  { from: 'IN_PROGRESS', action: 'DISPUTE', by: ['SYSTEM'], to: 'DISPUTED' },

  { from: 'COMPLETED', action: 'CONFIRM', by: ['CUSTOMER'], to: 'SETTLED', until: 'confirmationDue' },
  { from: 'COMPLETED', action: 'CONFIRM', by: ['SYSTEM'], to: 'SETTLED', after: 'confirmationDue' },
  { from: 'COMPLETED', action: 'DISPUTE', by: ['CUSTOMER', 'PROVIDER'], to: 'DISPUTED', until: 'confirmationDue' },
  { from: 'COMPLETED', action: 'DISPUTE', by: ['SYSTEM'], to: 'DISPUTED' },

  {
    from: 'DISPUTED',
    action: 'DISPUTE',
    by: ['CUSTOMER', 'PROVIDER'],
    to: 'DISPUTED',
    when: 'notHeard',
    again: true,
    until: 'resolutionDue',
  },
  { from: 'DISPUTED', action: 'RESOLVE', by: ['OPERATOR'], to: 'SETTLED', until: 'resolutionDue' },
  { from: 'DISPUTED', action: 'RESOLVE', by: ['SYSTEM'], to: 'SETTLED', after: 'resolutionDue' },
];

/** What the system does by itself when nobody else has done what the order waits for. */
export interface Timeout {
  readonly kind: `order-${string}`;
  readonly while: OrderStatus;
  readonly at: Moment;
  readonly action: Action;
  /** Runs only after this step. */
  readonly needs?: Action;
  /** Ends with this step. */
  readonly unless?: Action;
  readonly when?: Condition;
}

export const TIMEOUTS = [
  { kind: 'order-payment-due', while: 'PENDING', unless: 'OFFER', at: 'paymentDue', action: 'EXPIRE' },
  { kind: 'order-answer-due', while: 'PENDING', needs: 'OFFER', at: 'answerDue', action: 'EXPIRE' },
  { kind: 'order-start-overdue', while: 'ACCEPTED', unless: 'REMIND', at: 'startOverdue', action: 'REMIND' },
  { kind: 'order-abandoned', while: 'ACCEPTED', at: 'abandoned', action: 'CANCEL' },
  {
    kind: 'order-proposal-due',
    while: 'IN_PROGRESS',
    when: 'priceProposed',
    at: 'proposalDue',
    action: 'WITHDRAW_PRICE',
  },
  { kind: 'order-completion-due', while: 'IN_PROGRESS', at: 'completionDue', action: 'DISPUTE' },
  { kind: 'order-confirmation-due', while: 'COMPLETED', at: 'confirmationDue', action: 'CONFIRM' },
  { kind: 'order-resolution-due', while: 'DISPUTED', at: 'resolutionDue', action: 'RESOLVE' },
] as const satisfies readonly Timeout[];

export type TimeoutKind = (typeof TIMEOUTS)[number]['kind'];

/** Whether this time-out runs for the order as it stands. */
export function isRunning(timeout: Timeout, order: Order): boolean {
  return (
    order.status === timeout.while &&
    (timeout.needs === undefined || order.steps[timeout.needs] !== undefined) &&
    (timeout.unless === undefined || order.steps[timeout.unless] === undefined) &&
    (timeout.when === undefined || CONDITIONS[timeout.when](order, 'SYSTEM'))
  );
}

/** The transition of the table that this actor would take now by this action, if there is one. */
export function transitionFor(
  order: Order,
  action: Action,
  actor: Actor,
  now: Date,
  settings: OrderSettings,
): Transition | undefined {
  return PROCESS.find(
    (row) =>
      row.action === action &&
      row.from === order.status &&
      row.by.includes(actor) &&
      (row.again || order.steps[action] === undefined) &&
      (row.when === undefined || CONDITIONS[row.when](order, actor)) &&
      (row.needs === undefined || order.steps[row.needs] !== undefined) &&
      (row.after === undefined || now >= momentOf(row.after, order, settings)) &&
      (row.until === undefined || now < momentOf(row.until, order, settings)),
  );
}

export interface AvailableTransition {
  readonly action: Action;
  readonly deadline: Date | null;
}

/** What this actor may do to the order now, and until when, in the table's order. */
export function availableTransitions(
  order: Order,
  actor: Actor,
  now: Date,
  settings: OrderSettings,
): AvailableTransition[] {
  const actions = PROCESS.filter((row) => row.from === order.status && row.by.includes(actor)).map((row) => row.action);
  return [...new Set(actions)].flatMap((action) => {
    const row = transitionFor(order, action, actor, now, settings);
    return row ? [{ action, deadline: row.until ? momentOf(row.until, order, settings) : null }] : [];
  });
}
