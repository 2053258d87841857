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
  onSite: (time) => `on site: ${time}`,
  aCustomer: 'A customer',
  aProvider: 'The provider',
  email: {
    greeting: (name) => `Hello ${name},`,
    seeOrder: 'See the order',
    seeJob: 'See the job',
    footer:
      'You get this mail because you have an account at the Local Service Marketplace. Which mails you get is up to you: see the notification settings of your account.',
    stop: (about) => `No more mails of this kind (${about})`,
    letterFooter: 'You get this mail because it concerns the safety of your account at the Local Service Marketplace.',
  },
  about: {
    'order.accepted': 'bookings that are accepted',
    'order.declined': 'requests that are declined',
    'order.expired': 'requests that expire',
    'order.cancelled': 'cancellations',
    'order.departed': 'providers on their way',
    'order.started': 'work that starts',
    'order.start_overdue': 'work that is late',
    'order.completed': 'work that is done',
    'order.disputed': 'disputes',
    'order.dispute_answered': 'answers in disputes',
    'order.message_sent': 'messages',
    'order.price_proposed': 'proposed prices',
    'order.price_approved': 'prices that are agreed to',
    'order.price_withdrawn': 'prices that stay',
    'order.settled': 'orders that are settled',
    'payment.action_required': 'payments to be confirmed',
    'payment.authorized': 'new requests',
    'payment.declined': 'payments that are declined',
    'payment.captured': 'payments',
    'payment.released': 'money that is released',
    'payment.refunded': 'refunds',
    'payment.tipped': 'tips',
    'payment.charged_back': 'chargebacks',
    'review.submitted': 'reviews that wait for yours',
    'review.published': 'new reviews',
    'review.removed': 'reviews that are taken down',
    'job.posted': 'jobs near you',
    'job.expired': 'jobs that expire',
    'quote.submitted': 'new quotes',
    'quote.accepted': 'quotes that are accepted',
    'quote.closed': 'jobs that went to others',
    'quote.expired': 'quotes that expire',
    'payout.completed': 'payouts',
    'payout.failed': 'payouts that fail',
    'webhook.switched_off': 'webhooks that are switched off',
  },
  letters: {
    'verify-email': (until) => ({
      title: 'Please confirm your e-mail address',
      body: `Confirm that this address is yours, so that you can book and be reached. The link works once, until ${until}. If you have not signed up with us, do nothing.`,
      action: 'Confirm the address',
    }),
    'reset-password': (until) => ({
      title: 'Set a new password',
      body: `Somebody, most likely you, has asked for a new password. The link works once, until ${until}. If it was not you, do nothing: your password stays as it is.`,
      action: 'Set a new password',
    }),
    'password-changed': () => ({
      title: 'Your password was changed',
      body: 'From now on you sign in with the new one, and all other devices are signed out. If this was not you, set another password at once.',
      action: 'I did not do this',
    }),
  },
  unsubscribing: {
    title: 'Notification mails',
    question: (about) => `Stop mails about ${about}? In the app you are told all the same.`,
    confirm: 'Stop these mails',
    done: (about) => `Done: you get no more mails about ${about}.`,
    unknown: 'This link is not whole. Please copy it from the mail as it stands there.',
    settings: 'All notification settings',
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
    'order.start_overdue/operator': ({ order, customer, provider, when }) => ({
      title: `Overdue: ${order}`,
      body: `${provider} was expected at ${customer}’s on ${when} and has not begun.`,
    }),
    'order.disputed/operator': ({ order, reason }) => ({
      title: `To be resolved: ${order}`,
      body: `A dispute was opened.${because(reason)}`,
    }),
    'order.dispute_answered/other': ({ order, reason }) => ({
      title: `Answer in the dispute: ${order}`,
      body: `The other side has told its view: “${reason}”`,
    }),
    'order.message_sent/other': ({ order, reason }) => ({
      title: `New message: ${order}`,
      body: `“${reason}”`,
    }),
    'order.price_proposed/customer': ({ order, provider, amount, reason }) => ({
      title: `${provider} asks for ${amount}: ${order}`,
      body: `The price changes only if you agree within 24 hours.${because(reason)}`,
    }),
    'order.price_approved/provider': ({ order, customer, amount }) => ({
      title: `Agreed to ${amount}: ${order}`,
      body: `${customer} agreed to the price that you proposed. A higher one counts as soon as the difference is held.`,
    }),
    'order.price_withdrawn/declined': ({ order, price }) => ({
      title: `The price stays at ${price}: ${order}`,
      body: 'The payment of the difference was declined, so that the price stays as it was.',
    }),
    'order.price_withdrawn/no-answer': ({ order, price }) => ({
      title: `The price stays at ${price}: ${order}`,
      body: 'Nobody agreed to the proposed price in time, so that it stays as it was.',
    }),
    'payment.charged_back/operator': ({ order, amount, reason }) => ({
      title: `Chargeback of ${amount}: ${order || 'a wallet’s top-up'}`,
      body: `A cardholder’s bank took ${amount} back. It is booked as an adjustment; please look at it.${because(reason)}`,
    }),
    'review.removed/author': ({ order }) => ({
      title: `Review removed: ${order}`,
      body: 'A moderator has removed your review, because it breaks the rules for reviews.',
    }),
    'review.removed/for-now': ({ order }) => ({
      title: `Review under examination: ${order}`,
      body: 'Your review was reported and is not shown until a moderator has read it.',
    }),
    'job.posted/provider': ({ order }) => ({
      title: `New job near you: ${order}`,
      body: 'Somebody nearby looks for what you can do. Be among the first to quote.',
    }),
    'job.expired/customer': ({ order }) => ({
      title: `Job expired: ${order}`,
      body: 'Nobody was found for your job in its time. You can post it again.',
    }),
    'quote.submitted/customer': ({ order, provider, price, when }) => ({
      title: `New quote of ${price}: ${order}`,
      body: `${provider} would come on ${when} and do it for ${price}.`,
    }),
    'quote.accepted/provider': ({ order, customer, price, when }) => ({
      title: `Quote accepted: ${order}`,
      body: `${customer} took your quote of ${price} for ${when}. You are booked as soon as the money is held, and hear of it then.`,
    }),
    'quote.closed/provider': ({ order }) => ({
      title: `Job no longer open: ${order}`,
      body: 'It went to somebody else, or is not wanted any more. Thank you for your quote.',
    }),
    'quote.expired/provider': ({ order, price }) => ({
      title: `Quote expired: ${order}`,
      body: `Your quote of ${price} was not accepted in its time. While the job is open you can quote again.`,
    }),
    'payment.action_required/customer': ({ order, when, amount }) => ({
      title: `Please confirm the payment: ${order}`,
      body: `Your bank wants you to confirm the payment of ${amount} for the booking on ${when}. Open the booking to do so soon: until then the money is not reserved.`,
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
    'webhook.switched_off/owner': ({ url }) => ({
      title: 'Webhook switched off',
      body: `The endpoint ${url} did not take what we sent for three days, or said that it is gone. Nothing more is sent there. Replay a delivery that it takes to switch it on again.`,
    }),
  },
};
