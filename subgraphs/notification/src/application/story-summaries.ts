/** What happened around an order, in an operator's words. Names nobody: the story outlives deleted accounts. */
import { formatMoney } from '@marketplace/kernel/money';
import type { AnyEnvelope } from '@marketplace/messaging/envelope';
import type { EventData, EventType, OrderActor } from '@marketplace/messaging/events.gen';

type Summaries = { readonly [Type in EventType]?: (data: EventData[Type]) => string };

const ACTORS: Readonly<Record<OrderActor, string>> = {
  CUSTOMER: 'The customer',
  PROVIDER: 'The provider',
  OPERATOR: 'An operator',
  SYSTEM: 'The system',
};
const SUBJECTS = { CUSTOMER: 'customer', PROVIDER: 'provider' } as const;
const EXPIRED = {
  PAYMENT_DECLINED: 'the payment was declined',
  PAYMENT_LATE: 'the payment was not confirmed in time',
  NO_ANSWER: 'the provider did not answer in time',
} as const;

const because = (reason: string | null): string => (reason ? `: “${reason}”` : '');

const SUMMARIES: Summaries = {
  'order.placed': ({ order, payment }) =>
    `The customer placed it for ${formatMoney(order.price)}, from ${order.scheduledFor.start}, to be paid by ${payment.source === 'CARD' ? 'card' : 'wallet'}.`,
  'order.offered': () => 'The provider was shown the request.',
  'order.accepted': ({ actor }) => `${ACTORS[actor]} accepted it.`,
  'order.declined': ({ reason }) => `The provider declined it${because(reason)}.`,
  'order.expired': ({ reason, detail }) => `It expired: ${EXPIRED[reason]}${detail ? ` (${detail})` : ''}.`,
  'order.cancelled': ({ actor, reason, refund, fee }) =>
    `${ACTORS[actor]} cancelled it${because(reason)}. Refund ${formatMoney(refund)}, fee ${formatMoney(fee)}.`,
  'order.departed': () => 'The provider set out.',
  'order.started': () => 'The provider started with the customer’s PIN.',
  'order.start_overdue': () => 'It should have started by now.',
  'order.completed': ({ actor, note }) => `${ACTORS[actor]} marked it as completed${because(note)}.`,
  'order.disputed': ({ actor, reason }) => `${ACTORS[actor]} opened a dispute${because(reason)}.`,
  'order.dispute_answered': ({ actor, statement }) => `${ACTORS[actor]} answered in the dispute${because(statement)}.`,
  'order.message_sent': ({ actor, text }) => `${ACTORS[actor]} wrote${because(text)}`,
  'order.price_proposed': ({ price, reason }) => `The provider asked for ${formatMoney(price)}${because(reason)}.`,
  'order.price_approved': ({ previousPrice, newPrice }) =>
    `The customer agreed to ${formatMoney(newPrice)} in place of ${formatMoney(previousPrice)}.`,
  'order.price_changed': ({ order, previousPrice }) =>
    `The price is ${formatMoney(order.price)} now, and was ${formatMoney(previousPrice)}.`,
  'order.price_withdrawn': ({ price, reason }) =>
    `The proposed ${formatMoney(price)} are off: ${reason === 'DECLINED' ? 'the difference was declined' : 'nobody agreed in time'}.`,
  'order.settled': ({ actor, refund }) =>
    `${ACTORS[actor]} settled it${refund.amount > 0 ? ` with a refund of ${formatMoney(refund)}` : ''}.`,
  'payment.action_required': ({ amount }) => `The bank wants the customer to confirm ${formatMoney(amount)}.`,
  'payment.authorized': ({ payment }) => `${formatMoney(payment.authorized)} are held.`,
  'payment.declined': ({ payment }) => `The payment was declined (${payment.declineReason ?? 'no reason given'}).`,
  'payment.charge_failed': () => 'The card could not be charged when the order was accepted.',
  'payment.captured': ({ payment }) =>
    `${formatMoney(payment.captured)} were captured: ${formatMoney(payment.earning)} for the provider, ${formatMoney(payment.commission)} commission.`,
  'payment.released': ({ payment }) => `The ${formatMoney(payment.authorized)} held were released.`,
  'payment.refunded': ({ amount }) => `${formatMoney(amount)} were refunded to the customer.`,
  'payment.tipped': ({ amount }) => `The customer tipped ${formatMoney(amount)}.`,
  'payment.charged_back': ({ amount, reason }) => `A bank took ${formatMoney(amount)} back${because(reason)}.`,
  'payment.reinstated': ({ amount }) => `A bank returned ${formatMoney(amount)} that it had taken back.`,
  'payment.price_held': ({ price }) => `The difference to ${formatMoney(price)} is held.`,
  'payment.price_declined': ({ price }) => `The difference to ${formatMoney(price)} was declined.`,
  'review.submitted': ({ subject }) => `A review of the ${SUBJECTS[subject]} was written.`,
  'review.removed': ({ subject, final }) =>
    `The review of the ${SUBJECTS[subject]} was ${final ? 'removed by a moderator' : 'taken down until a moderator decides'}.`,
  'quote.accepted': ({ quote }) => `It was made of a quote of ${formatMoney(quote.price)}.`,
  'review.published': ({ subject, rating }) => `The review of the ${SUBJECTS[subject]} is public: ${rating} of 5.`,
};

export function summaryOf(event: AnyEnvelope): string {
  // as: the summary found under an event's type takes that type's data, which the lookup does not show
  const summary = SUMMARIES[event.type] as ((data: AnyEnvelope['data']) => string) | undefined;
  return summary ? summary(event.data) : inWords(event.type);
}

/** For types that nobody has put into words, e.g. `order.price_proposed`: `Order: price proposed.` */
function inWords(type: string): string {
  const [family = '', happened = ''] = type.split('.', 2);
  return `${family.charAt(0).toUpperCase()}${family.slice(1)}: ${happened.replaceAll('_', ' ')}.`;
}
