/** What the customer of a tour sees live, from the first look at the order on: each step once, in this order. */
export const STEPS_SEEN_LIVE = [
  'order.accepted',
  'order.departed',
  'order.started',
  'order.completed',
  'order.settled',
];
