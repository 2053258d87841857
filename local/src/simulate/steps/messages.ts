/** What the two sides of an order write to each other. */
import { hasEnded } from '../model.ts';
import { see, sideOf } from '../observe.ts';
import { SeeMessagesDocument, SendMessageDocument } from '../operations.gen.ts';
import { ask, check, mutate, named } from '../walk.ts';
import { drawBooking, LIVE } from './act.ts';
import type { Step } from './step.ts';

export const writeToEachOther: Step = async (walk) => {
  const booking = drawBooking(walk, ...LIVE);
  if (!booking) return null;
  const { customers, operator } = walk.world.people;
  const sides = [booking.customer, booking.shop.owner];
  const who = walk.random.pick([...sides, ...sides, ...customers, operator]);
  await walk.world.settle(); // so that the sides know whether its money is held
  const order = await see(walk, booking, who);
  const text = `Message ${booking.messages.length + 1}`;
  const outcome = await mutate(walk, who, SendMessageDocument, { input: { orderId: booking.id, text } });
  const line = `${who.name} writes about order ${booking.number} (${order?.status ?? 'unseen'}): ${named(outcome)}`;
  const side = sideOf(walk, booking, who);
  if (outcome.code === undefined) booking.messages.push(text);
  const may = side === 'CUSTOMER' || side === 'PROVIDER';
  check(outcome.code !== undefined || (may && order !== null), 'only the two sides write to each other', () => line);
  const under = order !== null && order.status !== 'PENDING' && !hasEnded(order.status);
  if (may && under)
    check(outcome.code === undefined || outcome.code === 'TOO_MANY_ATTEMPTS', 'the two sides can write', () => line);
  const reader = walk.random.pick(sides);
  const seen = (await see(walk, booking, reader)) && (await ask(walk, reader, SeeMessagesDocument, { id: booking.id }));
  if (seen) {
    const texts = seen.order?.messages?.edges.map(({ node }) => node.text) ?? [];
    check(texts.toSorted().join() === booking.messages.toSorted().join(), 'both sides read every message once', () => ({
      line,
      texts,
    }));
  }
  return line;
};
