import { newId } from '@marketplace/kernel/ids';
import { currencyCode, money } from '@marketplace/kernel/money';
import { describe, expect, test } from 'vitest';
import { MAX_MESSAGE_BYTES } from '../src/broker.ts';
import type { EventDraft } from '../src/envelope.ts';
import { checkSize, validateDraft, validatorOf } from '../src/event-validation.ts';
import { EVENT_VERSIONS } from '../src/events.gen.ts';
import { readEnvelope } from '../src/message-body.ts';
import { draft, eventOf } from './message-world.ts';

/** What TypeScript would refuse, as a fault at run time would make it. */
const wrong = (data: unknown): EventDraft => ({ ...draft('s'), data }) as EventDraft; // as: the fault itself
const payout = { payoutId: newId('pyo'), accountId: newId('acc'), amount: money(1, currencyCode('EUR')) };

describe('published events', () => {
  test.each(Object.keys(EVENT_VERSIONS))('%s has a schema that compiles', (type) => {
    expect(validatorOf(type)).toBeTypeOf('function');
  });

  test('data as its schema says is accepted, with a field that the schema does not name too', () => {
    validateDraft(wrong(payout));
    validateDraft(wrong({ ...payout, extra: true }));
  });

  test.each([
    ['a missing field', { ...payout, amount: undefined }, "must have required property 'amount'"],
    ['an id of another type', { ...payout, payoutId: newId('acc') }, 'data/payoutId must match pattern'],
    [
      'money in fractions',
      { ...payout, amount: { amount: 1.5, currency: 'EUR' } },
      'data/amount/amount must be integer',
    ],
    ['no object', null, 'data must be object'],
  ])('%s is refused, and the error says where', (_, data, message) => {
    expect(() => validateDraft(wrong(data))).toThrow(message);
  });

  test('a type without a schema is refused', () => {
    expect(() => validateDraft({ ...draft('s'), type: 'payout.imagined' } as unknown as EventDraft)).toThrow(
      'no schema',
    );
  });

  test('an event that no broker would carry is refused', () => {
    expect(() => checkSize(eventOf('s', 1))).not.toThrow();
    expect(() => checkSize(eventOf('s'.repeat(MAX_MESSAGE_BYTES), 1))).toThrow('bytes');
  });
});

test('an event of another schema version is accepted, with fields and data that are not known here', () => {
  const event = { ...eventOf('s', 1), traceparent: '00-1-2-01', data: { renamed: true } };
  expect(readEnvelope(JSON.stringify(event))).toEqual(event);
});
