import { describe, expect, test } from 'vitest';
import type { KnownOrder } from '../src/domain/known-order.ts';
import { withFacts, withMoneyHeld, withReviewBy } from '../src/domain/known-order.ts';
import { type Telling, WHOM_TO_TELL, WHOM_TO_TELL_ALONE } from '../src/domain/whom-to-tell.ts';
import { aBooking, aKnownOrder, usd } from './samples.ts';

const booking = aBooking();
const known = aKnownOrder(booking);
const pending = aKnownOrder(booking, { status: 'PENDING' });
const unseen = aKnownOrder(booking, { status: 'PENDING', shownToProvider: false });
const noFee = { reason: 'Ill', refund: usd(8_400), fee: usd(0) };

const told = (tellings: readonly Telling[]) => tellings.map(({ to, text }) => `${to}: ${text}`);

const TABLE: readonly [name: string, tellings: readonly Telling[], expected: readonly string[]][] = [
  [
    'the money is held',
    WHOM_TO_TELL['payment.authorized']({ payment: { authorized: usd(8_400) } }, pending),
    ['CUSTOMER: payment.authorized/customer', 'PROVIDER: payment.authorized/provider'],
  ],
  [
    'the money is held for an order that has ended meanwhile',
    WHOM_TO_TELL['payment.authorized']({ payment: { authorized: usd(8_400) } }, { ...unseen, status: 'CANCELLED' }),
    [],
  ],
  [
    'the card’s bank wants to hear from its owner',
    WHOM_TO_TELL['payment.action_required']({ amount: usd(8_400) }, unseen),
    ['CUSTOMER: payment.action_required/customer'],
  ],
  [
    'the card’s bank wants to hear from its owner about an order that has ended meanwhile',
    WHOM_TO_TELL['payment.action_required']({ amount: usd(8_400) }, { ...unseen, status: 'EXPIRED' }),
    [],
  ],
  [
    'the payment is declined',
    WHOM_TO_TELL['payment.declined']({ payment: { declineReason: 'card_declined' } }, unseen),
    ['CUSTOMER: payment.declined/customer'],
  ],
  [
    'the provider accepts',
    WHOM_TO_TELL['order.accepted']({ actor: 'PROVIDER' }, known),
    ['CUSTOMER: order.accepted/customer'],
  ],
  [
    'a quote’s order is accepted by the system',
    WHOM_TO_TELL['order.accepted']({ actor: 'SYSTEM' }, known),
    ['CUSTOMER: order.accepted/customer', 'PROVIDER: order.accepted/provider'],
  ],
  [
    'the provider declines',
    WHOM_TO_TELL['order.declined']({ reason: 'Busy' }, known),
    ['CUSTOMER: order.declined/customer'],
  ],
  [
    'the payment failed, which has been told',
    WHOM_TO_TELL['order.expired']({ reason: 'PAYMENT_DECLINED' }, unseen),
    [],
  ],
  [
    'the payment is late',
    WHOM_TO_TELL['order.expired']({ reason: 'PAYMENT_LATE' }, unseen),
    ['CUSTOMER: order.expired/late'],
  ],
  [
    'the provider does not answer',
    WHOM_TO_TELL['order.expired']({ reason: 'NO_ANSWER' }, known),
    ['CUSTOMER: order.expired/customer', 'PROVIDER: order.expired/provider'],
  ],
  [
    'the customer cancels',
    WHOM_TO_TELL['order.cancelled']({ actor: 'CUSTOMER', ...noFee }, known),
    ['PROVIDER: order.cancelled/by-customer'],
  ],
  [
    'the customer cancels late',
    WHOM_TO_TELL['order.cancelled']({ actor: 'CUSTOMER', ...noFee, fee: usd(4_200) }, known),
    ['PROVIDER: order.cancelled/with-fee'],
  ],
  [
    'the customer cancels before the provider has seen the order',
    WHOM_TO_TELL['order.cancelled']({ actor: 'CUSTOMER', ...noFee }, unseen),
    [],
  ],
  [
    'the provider cancels',
    WHOM_TO_TELL['order.cancelled']({ actor: 'PROVIDER', ...noFee }, known),
    ['CUSTOMER: order.cancelled/by-provider'],
  ],
  [
    'the system cancels',
    WHOM_TO_TELL['order.cancelled']({ actor: 'SYSTEM', ...noFee }, known),
    ['CUSTOMER: order.cancelled/by-us', 'PROVIDER: order.cancelled/by-us'],
  ],
  ['the provider departs', WHOM_TO_TELL['order.departed']({}, known), ['CUSTOMER: order.departed/customer']],
  ['the work starts', WHOM_TO_TELL['order.started']({}, known), ['CUSTOMER: order.started/customer']],
  [
    'the work should have begun',
    WHOM_TO_TELL['order.start_overdue']({}, known),
    [
      'CUSTOMER: order.start_overdue/customer',
      'PROVIDER: order.start_overdue/provider',
      'OPERATORS: order.start_overdue/operator',
    ],
  ],
  [
    'the customer tips',
    WHOM_TO_TELL['payment.tipped']({ amount: usd(500) }, known),
    ['PROVIDER: payment.tipped/provider'],
  ],
  [
    'the work is done',
    WHOM_TO_TELL['order.completed']({ actor: 'PROVIDER' }, known),
    ['CUSTOMER: order.completed/customer'],
  ],
  [
    'the customer disputes',
    WHOM_TO_TELL['order.disputed']({ actor: 'CUSTOMER', reason: 'Wet' }, known),
    ['PROVIDER: order.disputed/by-other', 'OPERATORS: order.disputed/operator'],
  ],
  [
    'the system disputes',
    WHOM_TO_TELL['order.disputed']({ actor: 'SYSTEM', reason: 'Late' }, known),
    ['CUSTOMER: order.disputed/by-us', 'PROVIDER: order.disputed/by-us', 'OPERATORS: order.disputed/operator'],
  ],
  [
    'the provider answers in a dispute',
    WHOM_TO_TELL['order.dispute_answered']({ actor: 'PROVIDER', statement: 'It was dry' }, known),
    ['CUSTOMER: order.dispute_answered/other', 'OPERATORS: order.dispute_answered/other'],
  ],
  [
    'the customer writes',
    WHOM_TO_TELL['order.message_sent']({ actor: 'CUSTOMER', text: 'Third floor' }, known),
    ['PROVIDER: order.message_sent/other'],
  ],
  [
    'an operator writes',
    WHOM_TO_TELL['order.message_sent']({ actor: 'OPERATOR', text: 'Hello' }, known),
    ['CUSTOMER: order.message_sent/other', 'PROVIDER: order.message_sent/other'],
  ],
  [
    'the provider asks for another price',
    WHOM_TO_TELL['order.price_proposed']({ price: usd(9_000), reason: 'More windows' }, known),
    ['CUSTOMER: order.price_proposed/customer'],
  ],
  [
    'the customer agrees to it',
    WHOM_TO_TELL['order.price_approved']({ newPrice: usd(9_000) }, known),
    ['PROVIDER: order.price_approved/provider'],
  ],
  [
    'the difference is declined',
    WHOM_TO_TELL['order.price_withdrawn']({ reason: 'DECLINED' }, known),
    ['CUSTOMER: order.price_withdrawn/declined', 'PROVIDER: order.price_withdrawn/declined'],
  ],
  [
    'nobody agrees to it',
    WHOM_TO_TELL['order.price_withdrawn']({ reason: 'NO_ANSWER' }, known),
    ['CUSTOMER: order.price_withdrawn/no-answer', 'PROVIDER: order.price_withdrawn/no-answer'],
  ],
  [
    'the money of an accepted quote is held, whose booking is about to be told',
    WHOM_TO_TELL['payment.authorized']({ payment: { authorized: usd(8_400) } }, { ...pending, fromQuote: true }),
    [],
  ],
  [
    'a bank takes money back',
    WHOM_TO_TELL['payment.charged_back']({ amount: usd(8_400), reason: 'fraudulent' }, known),
    ['OPERATORS: payment.charged_back/operator'],
  ],
  [
    'a moderator has kept a review',
    WHOM_TO_TELL['review.published']({ subject: 'CUSTOMER', rating: 5, restored: true }, known),
    [],
  ],
  [
    'a moderator has removed a review of the provider',
    WHOM_TO_TELL['review.removed']({ subject: 'PROVIDER', final: true }, known),
    ['CUSTOMER: review.removed/author'],
  ],
  [
    'a review of the customer is taken down for now',
    WHOM_TO_TELL['review.removed']({ subject: 'CUSTOMER', final: false }, known),
    ['PROVIDER: review.removed/for-now'],
  ],
  [
    'the order is settled',
    WHOM_TO_TELL['order.settled']({}, known),
    ['CUSTOMER: order.settled/customer', 'PROVIDER: order.settled/provider'],
  ],
  [
    'the money is paid',
    WHOM_TO_TELL['payment.captured']({ payment: { captured: usd(8_400), earning: usd(7_560) } }, known),
    ['CUSTOMER: payment.captured/customer', 'PROVIDER: payment.captured/provider'],
  ],
  [
    'all of it was given back before it was paid',
    WHOM_TO_TELL['payment.captured']({ payment: { captured: usd(0), earning: usd(0) } }, known),
    [],
  ],
  [
    'what was held is released',
    WHOM_TO_TELL['payment.released']({ payment: { authorized: usd(8_400) } }, known),
    ['CUSTOMER: payment.released/customer'],
  ],
  [
    'money is refunded',
    WHOM_TO_TELL['payment.refunded']({ amount: usd(100) }, known),
    ['CUSTOMER: payment.refunded/customer', 'PROVIDER: payment.refunded/provider'],
  ],
  [
    'the customer has written a review',
    WHOM_TO_TELL['review.submitted']({ subject: 'PROVIDER' }, withReviewBy(known, 'CUSTOMER')),
    ['PROVIDER: review.submitted/other'],
  ],
  [
    'the second review is in, and both are about to be published',
    WHOM_TO_TELL['review.submitted']({ subject: 'CUSTOMER' }, aKnownOrder(booking, { reviewedBy: ['CUSTOMER'] })),
    [],
  ],
  [
    'a review is public',
    WHOM_TO_TELL['review.published']({ subject: 'CUSTOMER', rating: 5 }, known),
    ['CUSTOMER: review.published/subject'],
  ],
];

describe('whom to tell when', () => {
  test.each(TABLE)('%s', (_name, tellings, expected) => {
    expect(told(tellings)).toEqual(expected);
  });

  test('a payout is its owner’s matter', () => {
    const payout = { accountId: booking.provider, amount: usd(500), reason: 'Bank closed' };
    expect(WHOM_TO_TELL_ALONE['payout.completed'](payout).to).toBe(booking.provider);
    expect(WHOM_TO_TELL_ALONE['payout.failed'](payout)).toMatchObject({ reason: 'Bank closed' });
  });
});

describe('whether the provider knows of an order', () => {
  const { shownToProvider: _shown, reviewedBy: _reviewed, ...facts } = unseen;
  const after = (order: KnownOrder | undefined, status: KnownOrder['status']) => withFacts(order, { ...facts, status });

  test('not while its money is not held', () => {
    expect(after(undefined, 'PENDING').shownToProvider).toBe(false);
    expect(after(after(undefined, 'PENDING'), 'EXPIRED').shownToProvider).toBe(false);
  });
  test('from the moment it is held, to the end', () => {
    const held = withMoneyHeld(after(undefined, 'PENDING'));
    expect(held.shownToProvider).toBe(true);
    expect(after(held, 'CANCELLED').shownToProvider).toBe(true);
  });
  test('not when it ended before the money was held', () => {
    expect(withMoneyHeld(after(undefined, 'CANCELLED')).shownToProvider).toBe(false);
  });
  test('in any case once the provider has answered', () => {
    expect(after(undefined, 'ACCEPTED').shownToProvider).toBe(true);
  });
});
