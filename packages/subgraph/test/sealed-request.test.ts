import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identityKey } from '../src/identity.ts';
import { seal, unseal } from '../src/seal.ts';
import { isSealed, type SealableRequest, sealRequest } from '../src/sealed-request.ts';

const KEY = identityKey('a secret of at least thirty-two bytes', 'one');
const OTHER = identityKey('a secret of at least thirty-two bytes', 'another');

describe('a seal', () => {
  test('gives the text back under its own key alone, and fits a URL', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const sealed = seal(text, KEY);
        expect(sealed).toMatch(/^[\w.-]+$/);
        expect(unseal(sealed, KEY)).toBe(text);
        expect(unseal(sealed, OTHER)).toBeUndefined();
      }),
    );
  });

  test('breaks with any change', () => {
    const sealed = seal('the text', KEY);
    fc.assert(
      fc.property(fc.nat(sealed.length - 2), fc.constantFrom('A', 'b', '.', '-'), (at, character) => {
        fc.pre(sealed[at] !== character);
        expect(unseal(sealed.slice(0, at) + character + sealed.slice(at + 1), KEY)).toBeUndefined();
      }),
    );
    for (const none of ['', '.', 'a.b', `${sealed}.`, `${sealed}.${sealed}`]) expect(unseal(none, KEY)).toBeUndefined();
  });
});

describe('a sealed request', () => {
  const now = Date.parse('2026-11-23T09:00:00Z');
  const request: SealableRequest = { method: 'POST', url: '/internal/ask?of=me', body: '{"who":"ada"}' };
  const header = sealRequest(request, KEY, now);

  test('is this one, for a minute', () => {
    expect(isSealed(request, header, KEY, now)).toBe(true);
    expect(isSealed(request, header, KEY, now + 60_000)).toBe(true);
    expect(isSealed(request, header, KEY, now + 60_001)).toBe(false);
    expect(isSealed(request, header, OTHER, now)).toBe(false);
    expect(isSealed(request, '', KEY, now)).toBe(false);
  });

  test.each([{ method: 'GET' }, { url: '/internal/ask?of=you' }, { body: '{"who":"eve"}' }, { body: '' }])(
    'and no other: %j',
    (change) => expect(isSealed({ ...request, ...change }, header, KEY, now)).toBe(false),
  );
});
