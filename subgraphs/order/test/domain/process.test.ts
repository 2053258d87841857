import { DAY, HOUR, later, MINUTE } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import { compare, equals, money } from '@marketplace/kernel/money';
import { Refused } from '@marketplace/kernel/refusal';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Command, decide } from '../../src/domain/decide.ts';
import { ACTIONS, ACTORS, type Action, type Actor, ORDER_STATUSES, type Order } from '../../src/domain/order.ts';
import {
  availableTransitions,
  isRunning,
  momentOf,
  PROCESS,
  TIMEOUTS,
  transitionFor,
} from '../../src/domain/process.ts';
import { DEFAULT_SETTINGS as settings } from '../../src/domain/settings.ts';
import { tryPin } from '../../src/domain/start-pin.ts';
import { END, PLACED, placedOrder, START } from './an-order.ts';

/** The process as the product's description tells it, apart from times: written down a second time, on purpose. */
const MODEL: Readonly<Record<string, string>> = {
  'SYSTEM OFFER PENDING': 'PENDING',
  'SYSTEM EXPIRE PENDING': 'EXPIRED',
  'PROVIDER ACCEPT PENDING': 'ACCEPTED',
  'SYSTEM ACCEPT PENDING': 'ACCEPTED',
  'PROVIDER DECLINE PENDING': 'DECLINED',
  'CUSTOMER CANCEL PENDING': 'CANCELLED',
  'PROVIDER CANCEL PENDING': 'CANCELLED',
  'CUSTOMER CANCEL ACCEPTED': 'CANCELLED',
  'PROVIDER CANCEL ACCEPTED': 'CANCELLED',
  'SYSTEM CANCEL ACCEPTED': 'CANCELLED',
  'PROVIDER DEPART ACCEPTED': 'ACCEPTED',
  'PROVIDER START ACCEPTED': 'IN_PROGRESS',
  'SYSTEM REMIND ACCEPTED': 'ACCEPTED',
  'CUSTOMER DISPUTE ACCEPTED': 'DISPUTED',
  'PROVIDER DISPUTE ACCEPTED': 'DISPUTED',
  'PROVIDER PROPOSE_PRICE IN_PROGRESS': 'IN_PROGRESS',
  'CUSTOMER APPROVE_PRICE IN_PROGRESS': 'IN_PROGRESS',
  'SYSTEM CHANGE_PRICE IN_PROGRESS': 'IN_PROGRESS',
  'SYSTEM WITHDRAW_PRICE IN_PROGRESS': 'IN_PROGRESS',
  'PROVIDER COMPLETE IN_PROGRESS': 'COMPLETED',
  'CUSTOMER DISPUTE IN_PROGRESS': 'DISPUTED',
  'PROVIDER DISPUTE IN_PROGRESS': 'DISPUTED',
  'SYSTEM DISPUTE IN_PROGRESS': 'DISPUTED',
  'CUSTOMER CONFIRM COMPLETED': 'SETTLED',
  'SYSTEM CONFIRM COMPLETED': 'SETTLED',
  'CUSTOMER DISPUTE COMPLETED': 'DISPUTED',
  'PROVIDER DISPUTE COMPLETED': 'DISPUTED',
  'SYSTEM DISPUTE COMPLETED': 'DISPUTED',
  'CUSTOMER DISPUTE DISPUTED': 'DISPUTED',
  'PROVIDER DISPUTE DISPUTED': 'DISPUTED',
  'OPERATOR RESOLVE DISPUTED': 'SETTLED',
  'SYSTEM RESOLVE DISPUTED': 'SETTLED',
};

const NEEDS_HELD_PAYMENT = new Set([
  'PROVIDER ACCEPT PENDING',
  'SYSTEM ACCEPT PENDING',
  'PROVIDER DECLINE PENDING',
  'PROVIDER CANCEL PENDING',
]);

/** What must be so besides, by the same description. A price can be proposed again and again; each side is heard once in a dispute. */
function inPlace(order: Order, actor: Actor, action: Action): boolean {
  const { proposedPrice, dispute, quoteId, steps } = order;
  switch (`${actor} ${action} ${order.status}`) {
    case 'SYSTEM ACCEPT PENDING':
      return quoteId !== null && steps.ACCEPT === undefined;
    case 'PROVIDER PROPOSE_PRICE IN_PROGRESS':
      return !proposedPrice?.approved;
    case 'CUSTOMER APPROVE_PRICE IN_PROGRESS':
      return proposedPrice !== null && !proposedPrice.approved;
    case 'SYSTEM CHANGE_PRICE IN_PROGRESS':
      return proposedPrice?.approved === true;
    case 'SYSTEM WITHDRAW_PRICE IN_PROGRESS':
      return proposedPrice !== null;
    case 'CUSTOMER DISPUTE DISPUTED':
    case 'PROVIDER DISPUTE DISPUTED':
      return dispute?.statements.every(({ by }) => by !== actor) ?? false;
    default:
      return steps[action] === undefined;
  }
}

/** Times, by the same description. */
function inTime(order: Order, actor: Actor, action: Action, now: Date): boolean {
  const { start, end } = order.scheduledFor;
  const at = (step: Action) => order.steps[step]?.at ?? PLACED;
  switch (`${action} ${order.status}`) {
    case 'ACCEPT PENDING':
    case 'DECLINE PENDING': {
      if (actor === 'SYSTEM') return true;
      const usual = Math.min(later(at('OFFER'), DAY).getTime(), later(start, -HOUR).getTime());
      return now.getTime() < Math.max(usual, later(at('OFFER'), 15 * MINUTE).getTime());
    }
    case 'CANCEL PENDING':
    case 'CANCEL ACCEPTED':
      return actor === 'SYSTEM' || now < start;
    case 'DEPART ACCEPTED':
    case 'START ACCEPTED':
      return now < later(end, DAY);
    case 'REMIND ACCEPTED':
      return now >= later(start, 2 * HOUR);
    case 'DISPUTE ACCEPTED':
      return now >= later(start, 15 * MINUTE) && now < later(end, DAY);
    case 'COMPLETE IN_PROGRESS':
      return now < later(end, 2 * DAY);
    case 'DISPUTE IN_PROGRESS':
      return actor === 'SYSTEM' || now < later(end, 2 * DAY);
    case 'PROPOSE_PRICE IN_PROGRESS':
      return now < later(end, 2 * DAY);
    case 'APPROVE_PRICE IN_PROGRESS':
      return now < later(at('PROPOSE_PRICE'), DAY);
    case 'WITHDRAW_PRICE IN_PROGRESS':
      return order.proposedPrice?.approved === true || now >= later(at('PROPOSE_PRICE'), DAY);
    case 'DISPUTE DISPUTED':
      return now < later(at('DISPUTE'), 14 * DAY);
    case 'DISPUTE COMPLETED':
      return actor === 'SYSTEM' || now < later(at('COMPLETE'), 2 * DAY);
    case 'CONFIRM COMPLETED':
      return actor === 'SYSTEM' ? now >= later(at('COMPLETE'), 2 * DAY) : now < later(at('COMPLETE'), 2 * DAY);
    case 'RESOLVE DISPUTED':
      return actor === 'SYSTEM' ? now >= later(at('DISPUTE'), 14 * DAY) : now < later(at('DISPUTE'), 14 * DAY);
    default:
      return true;
  }
}

function commandOf(action: Action, order: Order): Command {
  switch (action) {
    case 'DECLINE':
    case 'CANCEL':
      return { action, reason: 'so' };
    case 'COMPLETE':
      return { action, note: null };
    case 'EXPIRE':
      return { action, reason: 'NO_ANSWER', detail: null };
    case 'DISPUTE':
      return { action, disputeId: newId('dsp'), reason: 'so' };
    case 'RESOLVE':
      return { action, note: 'so' };
    case 'PROPOSE_PRICE': {
      const { amount, currency } = order.price;
      const other = order.version % 2 === 0 ? amount + 100 : Math.ceil(amount / 2) + 1;
      return { action, price: money(other, currency), reason: 'so' };
    }
    case 'APPROVE_PRICE':
      return { action, price: order.proposedPrice?.price ?? order.price, payment: null };
    case 'WITHDRAW_PRICE':
      return { action, reason: 'NO_ANSWER' };
    default:
      return { action };
  }
}

/** An order keeps its price, but for a lower one that was approved, and a higher one whose difference is held. */
function checkPrice(before: Order, after: Order): void {
  if (equals(before.price, after.price)) return;
  const lower = compare(after.price, before.price) < 0;
  expect(after.steps[lower ? 'APPROVE_PRICE' : 'CHANGE_PRICE']?.at).toEqual(after.updatedAt);
  expect(after.price).toEqual(before.proposedPrice?.price);
  expect(before.proposedPrice?.approved).toBe(!lower);
}

interface Move {
  readonly by: readonly [Actor, Action];
  readonly after: number;
}

/** The main job for a while, then anything at all, each step after a pause. */
const MAIN_JOB = [
  ['SYSTEM', 'OFFER'],
  ['PROVIDER', 'ACCEPT'],
  ['PROVIDER', 'DEPART'],
  ['PROVIDER', 'START'],
  ['PROVIDER', 'COMPLETE'],
  ['CUSTOMER', 'CONFIRM'],
] as const;
const PRICE_MOVES = [
  ['PROVIDER', 'PROPOSE_PRICE'],
  ['CUSTOMER', 'APPROVE_PRICE'],
  ['SYSTEM', 'CHANGE_PRICE'],
  ['SYSTEM', 'WITHDRAW_PRICE'],
] as const;
const pause = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 2 * HOUR }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 15 * DAY }) },
);
const anything = fc.oneof(
  fc.record({ by: fc.tuple(fc.constantFrom(...ACTORS), fc.constantFrom(...ACTIONS)), after: pause }),
  fc.record({ by: fc.constantFrom(...PRICE_MOVES), after: fc.integer({ min: 0, max: 2 * HOUR }) }),
);
const walk: fc.Arbitrary<Move[]> = fc
  .tuple(fc.integer({ min: 0, max: MAIN_JOB.length }), fc.array(anything, { maxLength: 15 }))
  .map(([length, rest]) => [...MAIN_JOB.slice(0, length).map((by) => ({ by, after: 5 * MINUTE })), ...rest]);

describe('the order process', () => {
  test('only the table’s transitions, only by its actors: on any way through it an order does what its description says', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(
        walk,
        fc.constantFrom(PLACED, later(START, -40 * MINUTE)),
        fc.boolean(),
        (steps, placedAt, ofQuote) => {
          const quoteId = ofQuote ? newId('quo') : null;
          let order = placedOrder({ createdAt: placedAt, updatedAt: placedAt, quoteId });
          let now = placedAt;
          for (const {
            by: [actor, action],
            after,
          } of steps) {
            now = later(now, after);
            const key = `${actor} ${action} ${order.status}`;
            const allowed =
              MODEL[key] !== undefined &&
              inPlace(order, actor, action) &&
              (!NEEDS_HELD_PAYMENT.has(key) || order.steps.OFFER !== undefined) &&
              inTime(order, actor, action, now);
            if (!allowed) {
              expect(() => decide(order, commandOf(action, order), actor, now, settings)).toThrow(Refused);
              continue;
            }
            const next = decide(order, commandOf(action, order), actor, now, settings).order;
            expect(next).toMatchObject({ status: MODEL[key], version: order.version + 1, updatedAt: now });
            const step = { [action]: { by: actor, at: now } };
            expect(next.steps).toEqual(
              action === 'DISPUTE' ? { ...step, ...order.steps } : { ...order.steps, ...step },
            );
            expect(next.events).toBe(order.events + 1);
            checkPrice(order, next);
            reached.add(next.status);
            order = next;
          }
        },
      ),
      { numRuns: 2_000 },
    );
    expect([...reached].sort()).toEqual([...ORDER_STATUSES].sort()); // the walks lead everywhere
  });

  test('only the table’s transitions, only by its actors: of all statuses, actions and actors exactly these can ever be', () => {
    const offered = { OFFER: { by: 'SYSTEM', at: PLACED } } as const;
    const proposed = {
      price: money(9_900, placedOrder().price.currency),
      reason: 'so',
      expiresAt: later(END, 3 * DAY),
    };
    const dispute = {
      ...{ id: newId('dsp'), reason: 'so', statements: [], openedAt: START },
      ...{ resolvedAt: null, refund: null, note: null },
    };
    const variants: Partial<Order>[] = [
      null,
      { ...proposed, approved: false },
      { ...proposed, approved: true },
    ].flatMap((proposedPrice) => [
      { steps: {}, proposedPrice, dispute },
      { steps: offered, proposedPrice, dispute, quoteId: newId('quo') },
    ]);
    const instants = [
      PLACED,
      later(START, -30 * MINUTE),
      later(START, 3 * HOUR),
      later(END, 2 * DAY),
      later(END, 15 * DAY),
    ];
    const possible = (actor: Actor, action: Action, order: Order) =>
      instants.flatMap((now) => {
        try {
          return [decide(order, commandOf(action, order), actor, now, settings).order.status];
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          return [];
        }
      });
    for (const status of ORDER_STATUSES)
      for (const action of ACTIONS)
        for (const actor of ACTORS) {
          const key = `${actor} ${action} ${status}`;
          const reached = variants.flatMap((variant) => possible(actor, action, placedOrder({ ...variant, status })));
          expect([...new Set(reached)], key).toEqual(MODEL[key] === undefined ? [] : [MODEL[key]]);
        }
  });

  test('availableTransitions tells each caller exactly what the decision allows them, and until when', () => {
    fc.assert(
      fc.property(walk, pause, (steps, later_) => {
        let order = placedOrder();
        let now = PLACED;
        for (const {
          by: [actor, action],
          after,
        } of steps) {
          now = later(now, after);
          if (transitionFor(order, action, actor, now, settings))
            order = decide(order, commandOf(action, order), actor, now, settings).order;
        }
        now = later(now, later_);
        for (const actor of ACTORS) {
          const told = availableTransitions(order, actor, now, settings);
          const possible = ACTIONS.filter((action) => transitionFor(order, action, actor, now, settings));
          expect(told.map(({ action }) => action).sort()).toEqual([...possible].sort());
          for (const { action, deadline } of told) {
            if (!deadline) continue;
            expect(deadline > now).toBe(true);
            expect(transitionFor(order, action, actor, new Date(deadline.getTime() - 1), settings)).toBeDefined();
            expect(transitionFor(order, action, actor, deadline, settings)).toBeUndefined();
          }
        }
      }),
    );
  });

  test('never leaves an order waiting for ever: each status that is no end has a time-out, which can be taken', () => {
    const ends = ['SETTLED', 'DECLINED', 'EXPIRED', 'CANCELLED'];
    for (const status of ORDER_STATUSES) {
      const timeouts = TIMEOUTS.filter((timeout) => timeout.while === status);
      if (ends.includes(status)) {
        expect(timeouts).toEqual([]);
        expect(PROCESS.filter(({ from }) => from === status)).toEqual([]);
        continue;
      }
      for (const offered of [false, true]) {
        const done = { by: 'SYSTEM', at: PLACED } as const;
        const order = placedOrder({ status, steps: offered ? { OFFER: done } : {} });
        const running = timeouts.filter((timeout) => isRunning(timeout, order));
        expect(running.length, `${status}, ${offered ? 'payment held' : 'payment not held'}`).toBeGreaterThan(0);
        for (const { action, at } of running)
          expect(transitionFor(order, action, 'SYSTEM', momentOf(at, order, settings), settings)).toBeDefined();
      }
    }
  });

  test('gives the provider a day to answer, less when the start is near, never under 15 minutes', () => {
    const answerDue = (offeredAt: Date) =>
      momentOf('answerDue', placedOrder({ steps: { OFFER: { by: 'SYSTEM', at: offeredAt } } }), settings);
    expect(answerDue(PLACED)).toEqual(later(PLACED, DAY));
    expect(answerDue(later(START, -25 * HOUR))).toEqual(later(START, -HOUR));
    expect(answerDue(later(START, -12 * HOUR))).toEqual(later(START, -HOUR));
    expect(answerDue(later(START, -70 * MINUTE))).toEqual(later(START, -55 * MINUTE));
    expect(answerDue(later(START, -20 * MINUTE))).toEqual(later(START, -5 * MINUTE));
  });

  test('a refusal names what is allowed instead', () => {
    const order = placedOrder({ steps: { OFFER: { by: 'SYSTEM', at: PLACED } } });
    expect(() => decide(order, { action: 'CONFIRM' }, 'CUSTOMER', PLACED, settings)).toThrow(
      `CONFIRM is not possible while the order is PENDING. Allowed now: CANCEL until ${START.toISOString()}.`,
    );
    const ended = placedOrder({ status: 'SETTLED' });
    expect(() => decide(ended, { action: 'CONFIRM' }, 'CUSTOMER', END, settings)).toThrow('Allowed now: nothing.');
  });

  test('any ten wrong PINs in a row lock, and a right one before that starts the count anew', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 40 }), (tries) => {
        let order = placedOrder();
        let wrongInARow = 0;
        for (const right of tries) {
          const { tries: counted, refusal } = tryPin(order, right ? order.startPin : '999999', PLACED, settings);
          const locked = wrongInARow >= 10;
          if (!locked) wrongInARow = right ? 0 : wrongInARow + 1;
          const expected = wrongInARow >= 10 ? 'TOO_MANY_ATTEMPTS' : right ? undefined : 'WRONG_PIN';
          expect(refusal?.code).toBe(expected);
          order = { ...order, ...counted };
        }
      }),
    );
  });
});
