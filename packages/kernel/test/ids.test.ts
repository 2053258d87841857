import { expect, test } from 'vitest';
import { accountOf, customerOf, idFrom, isId, newId, orderOf, parseId, paymentOf, providerOf } from '../src/ids.ts';

test('ids sort by their time of creation and are never the same', () => {
  const ids = Array.from({ length: 1_000 }, () => newId('ord'));
  expect(new Set(ids).size).toBe(ids.length);
  const first = ids[0];
  expect(first && isId('ord', first)).toBe(true);
});

test('an id of another type, or made up, is none', () => {
  expect(parseId('ord', newId('pay'))).toBeUndefined();
  expect(parseId('ord', 'ord_1')).toBeUndefined();
  expect(parseId('ord', 'ord_!!!!!!!!!!!!!!!!!!!!!!!!!!')).toBeUndefined();
  expect(() => idFrom('ord', 'nonsense')).toThrow('not an id');
});

test('profiles and payments carry the number of what they belong to, both ways', () => {
  const account = newId('acc');
  expect(accountOf(customerOf(account))).toBe(account);
  expect(accountOf(providerOf(account))).toBe(account);
  const order = newId('ord');
  expect(orderOf(paymentOf(order))).toBe(order);
});
