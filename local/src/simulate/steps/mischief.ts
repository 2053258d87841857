/** What should come to nothing: calls repeated, other people's orders, ids that are none, guessed PINs. */
import { ACTIONS } from '../model.ts';
import { see, seeOwn } from '../observe.ts';
import { AcceptOrderDocument, HoldSlotDocument, SeePinDocument, StartOrderDocument } from '../operations.gen.ts';
import { ask, check, mutate, named } from '../walk.ts';
import { act, drawBooking, LIVE, otherPin, rightPin } from './act.ts';
import { purses } from './money.ts';
import type { Step } from './step.ts';

/** The same key: the same answer, and nothing moves. Another body: refused. */
export const repeatCall: Step = async (walk) => {
  if (walk.keyed.length === 0) return null;
  const call = walk.random.pick(walk.keyed);
  await walk.world.settle();
  const before = await purses(walk);
  const same = walk.random.chance(0.7);
  const answers = same ? await Promise.all([call.repeat(), call.repeat()]) : [await call.change()];
  await walk.world.settle();
  const told = answers.map((answer) => walk.bookings.find(({ id }) => id === answer)?.number ?? answer);
  const line = `again: ${call.what}: ${told.join(', ')}`;
  if (same)
    check(
      answers.every((answer) => answer === call.outcome),
      'the same key gives the same answer',
      () => ({ line, first: call.outcome }),
    );
  else check(answers[0] === 'IDEMPOTENCY_CONFLICT', 'the same key with another body is refused', () => line);
  const after = await purses(walk);
  check(before === after, 'a repeated call moves no money', () => ({ line, before, after }));
  return line;
};

/** Somebody who has nothing to do with the order. */
export const actAsStranger: Step = async (walk) => {
  const booking = drawBooking(walk, ...LIVE);
  if (!booking) return null;
  const { customers, shops } = walk.world.people;
  const everybody = [...customers, ...shops.map(({ owner }) => owner)];
  const who = walk.random.pick(everybody.filter((each) => each !== booking.customer && each !== booking.shop.owner));
  await see(walk, booking, who);
  return act(walk, booking, who, walk.random.pick(ACTIONS));
};

const WRONG_IDS = ['', 'ord_', 'ord_01h455vb4pex5vsknk084sn02q', 'prv_01h455vb4pex5vsknk084sn02q', 'nonsense'];

export const useWrongIds: Step = async (walk) => {
  const who = walk.random.pick([...walk.world.people.customers, walk.world.people.operator]);
  const id = walk.random.pick(WRONG_IDS);
  const { order } = await ask(walk, who, SeePinDocument, { id });
  check(order === null, 'an unknown id is nobody', () => ({ id, order }));
  const accepted = await mutate(walk, who, AcceptOrderDocument, { input: { orderId: id } });
  check(accepted.code === 'NOT_FOUND', 'an unknown id is not found', () => ({ id, accepted }));
  const start = walk.world.clock.now().toISOString();
  const held = await mutate(walk, who, HoldSlotDocument, { input: { offeringId: id, start } });
  check(held.code === 'NOT_FOUND', 'an unknown id is not found', () => ({ id, held }));
  return `${who.name} asks for the order “${id}”`;
};

/** Ten wrong ones, and even the right one waits. */
export const guessPins: Step = async (walk) => {
  const booking = drawBooking(walk, 'ACCEPTED');
  if (!booking) return null;
  const { owner } = booking.shop;
  const before = await see(walk, booking, owner);
  if (before?.status !== 'ACCEPTED') return null;
  const right = await rightPin(walk, booking);
  const codes: string[] = [];
  const attempt = async (pin: string) => {
    codes.push(named(await mutate(walk, owner, StartOrderDocument, { input: { orderId: booking.id, pin } })));
  };
  for (let tries = booking.wrongPins; tries < 10; tries += 1) await attempt(otherPin(right));
  if (right) await attempt(right);
  booking.wrongPins = 0;
  const line = `${owner.name} guesses PINs of order ${booking.number}: ${codes.join(', ')}`;
  const after = await see(walk, booking, owner);
  if (after?.version === before.version && codes[0] !== 'TRANSITION_NOT_ALLOWED')
    check(
      codes.slice(-2).every((code) => code === 'TOO_MANY_ATTEMPTS'),
      'ten wrong PINs lock the door',
      () => line,
    );
  await walk.world.advanceTo(new Date(walk.world.clock.now().getTime() + 16 * 60_000));
  return line;
};

/** Everybody's own list holds their own orders alone. */
export const lookAround: Step = async (walk) => {
  const who = walk.random.pick(walk.world.people.customers);
  return `${who.name} lists ${await seeOwn(walk, who, 'CUSTOMER')} orders`;
};
