import type { Language } from './language.ts';

const because = (reason: string): string => (reason ? ` The reason given: “${reason}”` : '');

/** For the codes that payments are declined with. Others are for us and not for people. */
const gatewaySaid = (code: string): string => {
  if (code === 'INSUFFICIENT_FUNDS') return ' There was not enough money.';
  return code === 'PAYMENT_DECLINED' ? ' The bank did not say more; another way of payment may work.' : '';
};

const starsInWords = (stars: number): string => (stars === 1 ? '1 star' : `${stars} stars`);

export const english: Language = {
  locale: 'en',
  dates: 'en-GB',
  aCustomer: 'A customer',
  aProvider: 'The provider',
  email: {
    greeting: (name) => `Hello ${name},`,
    action: 'See the order',
    footer:
      'You get this mail because you have an account at the Local Service Marketplace. Which mails you get is up to you: see the notification settings of your account.',
  },
  texts: {
    'order.accepted/customer': ({ order, provider, when }) => ({
      title: `${provider} accepted: ${order}`,
      body: `${provider} will come on ${when}. Your start PIN is shown with the order: tell it at the door and nowhere else.`,
    }),
    'order.accepted/provider': ({ order, customer, when, price }) => ({
      title: `Booked: ${order}`,
      body: `${customer} took your offer for ${price}. You are expected on ${when}.`,
    }),
    'order.declined/customer': ({ order, provider, when, reason }) => ({
      title: `${provider} can't take ${order}`,
      body: `Your request for ${when} was declined. Nothing has been charged.${because(reason)}`,
    }),
    'order.expired/customer': ({ order, provider, when }) => ({
      title: `No answer: ${order}`,
      body: `${provider} did not answer your request for ${when} in time. Nothing has been charged.`,
    }),
    'order.expired/provider': ({ order, customer, when }) => ({
      title: `Request expired: ${order}`,
      body: `The request from ${customer} for ${when} ended because it was not answered in time.`,
    }),
    'order.expired/late': ({ order, when }) => ({
      title: `Booking not completed: ${order}`,
      body: `The payment for your booking on ${when} was not confirmed in time, so the booking has ended. Nothing has been charged.`,
    }),
    'order.cancelled/by-customer': ({ order, customer, when, reason }) => ({
      title: `Cancelled: ${order}`,
      body: `${customer} has cancelled the booking for ${when}. The time is free again.${because(reason)}`,
    }),
    'order.cancelled/with-fee': ({ order, customer, when, amount, reason }) => ({
      title: `Cancelled: ${order}`,
      body: `${customer} has cancelled the booking for ${when} late. A cancellation fee of ${amount}, less commission, goes to you.${because(reason)}`,
    }),
    'order.cancelled/by-provider': ({ order, provider, when, amount, reason }) => ({
      title: `${provider} cancelled: ${order}`,
      body: `The booking for ${when} was called off. You get ${amount} back.${because(reason)}`,
    }),
    'order.cancelled/by-us': ({ order, when, reason }) => ({
      title: `Cancelled: ${order}`,
      body: `The booking for ${when} was cancelled by the marketplace.${because(reason)}`,
    }),
    'order.departed/customer': ({ order, provider }) => ({
      title: `${provider} is on the way`,
      body: `${provider} has set out for ${order}. Follow the way on the order's page.`,
    }),
    'order.started/customer': ({ order, provider }) => ({
      title: `Work has started: ${order}`,
      body: `${provider} gave your PIN and has begun.`,
    }),
    'order.start_overdue/customer': ({ order, provider, when }) => ({
      title: `Not started yet: ${order}`,
      body: `${provider} was expected on ${when} and has not begun. Get in touch, or open a dispute if nobody comes.`,
    }),
    'order.start_overdue/provider': ({ order, customer, when }) => ({
      title: `You are expected: ${order}`,
      body: `${customer} has been waiting for you since ${when}. Start the order with the PIN that ${customer} tells you, or cancel it.`,
    }),
    'order.completed/customer': ({ order, provider, price }) => ({
      title: `Please confirm: ${order}`,
      body: `${provider} says the work is done. Confirm it to release ${price}, or open a dispute. Without a word from you it settles by itself after 48 hours.`,
    }),
    'order.completed/provider': ({ order }) => ({
      title: `Completed: ${order}`,
      body: 'The order was marked as completed. It settles when the customer confirms, or by itself after 48 hours.',
    }),
    'order.disputed/by-other': ({ order, reason }) => ({
      title: `Dispute opened: ${order}`,
      body: `The other side has opened a dispute. Nothing is paid out until it is resolved.${because(reason)}`,
    }),
    'order.disputed/by-us': ({ order, reason }) => ({
      title: `In dispute: ${order}`,
      body: `This order is being looked at by an operator. Nothing is paid out until it is resolved.${because(reason)}`,
    }),
    'order.settled/customer': ({ order, provider }) => ({
      title: `Done: ${order}`,
      body: `How was it with ${provider}? You can leave a review for 14 days.`,
    }),
    'order.settled/provider': ({ order, customer }) => ({
      title: `Settled: ${order}`,
      body: `The order is done. You can leave a review of ${customer} for 14 days.`,
    }),
    'payment.authorized/customer': ({ order, provider, when, amount }) => ({
      title: `Request sent: ${order}`,
      body: `${amount} is held for your booking on ${when}, and ${provider} has been asked. It is yours again if the order comes to nothing.`,
    }),
    'payment.authorized/provider': ({ order, customer, when, price }) => ({
      title: `New request: ${order}`,
      body: `${customer} would like to book you for ${when}, for ${price}. Accept or decline it before it expires.`,
    }),
    'payment.declined/customer': ({ order, when, reason }) => ({
      title: `Payment declined: ${order}`,
      body: `Your payment for the booking on ${when} was declined, so the booking has ended. Nothing has been charged.${gatewaySaid(reason)}`,
    }),
    'payment.captured/customer': ({ order, provider, amount }) => ({
      title: `You paid ${amount}: ${order}`,
      body: `Your payment to ${provider} is complete. Thank you for booking with us.`,
    }),
    'payment.captured/provider': ({ order, customer, amount }) => ({
      title: `You earned ${amount}: ${order}`,
      body: `The order for ${customer} is settled and your earning, after commission, is in your wallet.`,
    }),
    'payment.released/customer': ({ order, amount }) => ({
      title: `${amount} released: ${order}`,
      body: `The ${amount} held for this order is yours again.`,
    }),
    'payment.refunded/customer': ({ order, amount }) => ({
      title: `Refund of ${amount}: ${order}`,
      body: `${amount} is on its way back to where you paid from. A card may take a few days to show it.`,
    }),
    'payment.refunded/provider': ({ order, customer, amount }) => ({
      title: `Refunded ${amount}: ${order}`,
      body: `${customer} got ${amount} back for this order.`,
    }),
    'payment.tipped/provider': ({ order, customer, amount }) => ({
      title: `A tip of ${amount}: ${order}`,
      body: `${customer} says thank you. All of it is in your wallet.`,
    }),
    'review.submitted/other': ({ order }) => ({
      title: `You were reviewed: ${order}`,
      body: 'Write your own review to read it: both are shown when both are in, or when the time for reviews is over.',
    }),
    'review.published/subject': ({ order, stars }) => ({
      title: `New review: ${starsInWords(stars)}`,
      body: `The review of you for ${order} is public now.`,
    }),
    'payout.completed/owner': ({ amount }) => ({
      title: `Paid out: ${amount}`,
      body: `${amount} from your wallet has been sent to your payout method.`,
    }),
    'payout.failed/owner': ({ amount, reason }) => ({
      title: `Payout failed: ${amount}`,
      body: `${amount} could not be paid out and is back in your wallet.${gatewaySaid(reason)}`,
    }),
  },
};
