/** What a webhook can be told of, in groups by what it is about. */
export const WEBHOOK_EVENTS = [
  ['order.placed', 'order.accepted', 'order.declined', 'order.expired', 'order.cancelled', 'order.departed'],
  ['order.started', 'order.message_sent', 'order.price_proposed', 'order.price_approved', 'order.completed'],
  ['order.disputed', 'order.settled'],
  ['payment.authorized', 'payment.declined', 'payment.captured', 'payment.released', 'payment.refunded'],
  ['payment.tipped', 'payout.completed', 'payout.failed'],
  ['review.submitted', 'review.published', 'review.removed', 'job.posted', 'quote.submitted', 'quote.accepted'],
].flat();
