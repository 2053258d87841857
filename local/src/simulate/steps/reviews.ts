/** Reviews by both sides, replies to them, and what is read in the inbox. */
import { later } from '@marketplace/kernel/clock';
import { eventsOf } from '../model.ts';
import { see, seeWhole } from '../observe.ts';
import { InboxDocument, MarkReadDocument, ReplyDocument, WriteReviewDocument } from '../operations.gen.ts';
import { ask, check, mutate, named } from '../walk.ts';
import { drawBooking } from './act.ts';
import type { Step } from './step.ts';

const WINDOW_MS = 14 * 86_400_000;

export const writeReview: Step = async (walk) => {
  const booking = drawBooking(walk, 'SETTLED');
  if (!booking) return null;
  await walk.world.settle(); // so that the review context knows what the order's has done
  const byCustomer = walk.random.chance(0.5);
  const [who, other] = byCustomer ? [booking.customer, booking.shop.owner] : [booking.shop.owner, booking.customer];
  const subject = byCustomer ? 'PROVIDER' : 'CUSTOMER';
  const order = await seeWhole(walk, booking);
  const rating = walk.random.integer(1, 5);
  const word = `Secret${booking.number}${subject}`;
  const input = { orderId: booking.id, rating, comment: `${word} was the word for it` };
  const outcome = await mutate(walk, who, WriteReviewDocument, { input });
  const line = `${who.name} reviews order ${booking.number} (${order.status}): ${named(outcome)}`;
  const settled = eventsOf(order).find(({ type }) => type === 'order.settled');
  const closes = settled && later(new Date(settled.at), WINDOW_MS);
  const first = !booking.reviews.has(subject);
  const can = closes !== undefined && first && walk.world.clock.now() < closes;
  check((outcome.code === undefined) === can, 'each side reviews a settled order once, within 14 days', () => ({
    line,
    order,
  }));
  if (outcome.code !== undefined) return line;
  booking.reviews.set(subject, { rating, word });
  const both = booking.reviews.size === 2;
  const theirs = (await see(walk, booking, other, true))?.reviews?.filter((review) => review.subject === subject) ?? [];
  check(theirs.length === (both ? 1 : 0), 'a review is shown to the other side with the second one', () => ({
    line,
    theirs,
  }));
  return line;
};

export const reply: Step = async (walk) => {
  const booking = drawBooking(walk, 'SETTLED');
  if (!booking) return null;
  const who = walk.random.pick([booking.customer, booking.shop.owner]);
  const subject = who === booking.customer ? 'CUSTOMER' : 'PROVIDER';
  const whole = await seeWhole(walk, booking);
  const review = walk.random.pick(whole.reviews && whole.reviews.length > 0 ? whole.reviews : [null]);
  if (!review) return null;
  const outcome = await mutate(walk, who, ReplyDocument, { input: { reviewId: review.id, reply: 'Thank you.' } });
  const line = `${who.name} replies to a review of ${review.subject} (${review.state}): ${named(outcome)}`;
  const can = review.state === 'PUBLISHED' && review.subject === subject;
  check((outcome.code === undefined) === can, 'the reviewed side replies to what is published', () => line);
  return line;
};

/** Reads the inbox: nothing may tell of a review before it is public. Marks some of it read. */
export const readInbox: Step = async (walk) => {
  const { customers, shops } = walk.world.people;
  const who = walk.random.pick([...customers, ...shops.map(({ owner }) => owner)]);
  const { notifications, viewer } = await ask(walk, who, InboxDocument, {});
  const items = notifications?.edges.map(({ node }) => node) ?? [];
  const told = items.map(({ title, body }) => `${title} ${body}`).join('\n');
  for (const { reviews, number } of walk.bookings)
    for (const { word } of reviews.values())
      check(reviews.size === 2 || !told.includes(word), 'no notification tells a review early', () => ({
        number,
        who: who.name,
      }));
  const unread = items.filter(({ readAt }) => readAt === null);
  const some = unread.filter(() => walk.random.chance(0.5)).map(({ id }) => id);
  if (some.length === 0) return `${who.name} reads ${items.length} notifications`;
  const outcome = await mutate(walk, who, MarkReadDocument, { ids: some });
  const line = `${who.name} marks ${some.length} of ${viewer?.unreadNotifications} notifications read: ${named(outcome)}`;
  check(outcome.code === undefined, 'one’s own notifications can be marked read', () => line);
  return line;
};
