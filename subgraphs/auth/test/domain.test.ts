import { DAY, later } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import { Refused } from '@marketplace/kernel/refusal';
import { ROLES, SCOPES, scopesOf } from '@marketplace/kernel/roles';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emailAddress } from '../src/domain/email-address.ts';
import { weakness } from '../src/domain/password.ts';
import { registration } from '../src/domain/registration.ts';
import { REPEAT_MS, redeem, type SignIn } from '../src/domain/sign-in.ts';

describe('e-mail addresses', () => {
  test('have one form, whatever the case and the space around them', () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.boolean(), (address, upper) => {
        const typed = upper ? ` ${address.toUpperCase()} ` : address;
        fc.pre(emailAddress(address) !== undefined);
        expect(emailAddress(typed)).toBe(emailAddress(address));
        expect(emailAddress(emailAddress(typed) ?? '')).toBe(emailAddress(typed));
      }),
    );
  });

  test.each([
    '',
    'ada',
    'ada@',
    '@example.com',
    'ada@example',
    'a da@example.com',
    'ada@example..com',
    'a@b@example.com',
  ])('%j is none', (text) => expect(emailAddress(text)).toBeUndefined());
  test('has an end to its length', () => expect(emailAddress(`${'a'.repeat(250)}@example.com`)).toBeUndefined());
});

describe('passwords', () => {
  test('of 10 to 200 characters will do, however many bytes those take', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-composite', minLength: 1, maxLength: 220 }), (password) => {
        const { length } = [...password];
        expect(weakness(password, 'ada@example.com') === undefined).toBe(length >= 10 && length <= 200);
      }),
    );
  });

  test('the e-mail address is none', () => expect(weakness('Ada@Example.com', 'ada@example.com')).toBeDefined());
});

describe('registration', () => {
  const input = { email: 'ada@example.com', password: 'long enough', role: 'CUSTOMER', displayName: 'Ada' } as const;

  test.each(['', ' ', 'x'.repeat(81), 'two\nlines', 'turned\u202earound'])('%j is no name to show', (displayName) => {
    expect(() => registration({ ...input, displayName })).toThrow(Refused);
  });

  test('a provider is a customer too', () => {
    expect(registration({ ...input, role: 'PROVIDER' }).roles).toEqual(['CUSTOMER', 'PROVIDER']);
    expect(registration(input).roles).toEqual(['CUSTOMER']);
  });
});

describe('scopes', () => {
  test('of several roles are those of each, once', () => {
    fc.assert(
      fc.property(fc.subarray([...ROLES]), (roles) => {
        const scopes = scopesOf(roles);
        expect(new Set(scopes)).toEqual(new Set(roles.flatMap((role) => scopesOf([role]))));
        expect(new Set(scopes).size).toBe(scopes.length);
        for (const scope of scopes) expect(SCOPES).toContain(scope);
      }),
    );
  });
});

describe('redeeming a refresh token', () => {
  const now = new Date('2026-11-23T09:00:00.000Z');
  const client = { address: '198.51.100.7', userAgent: 'Firefox' };
  const signIn: SignIn = {
    id: newId('sgn'),
    accountId: newId('acc'),
    userAgent: 'Firefox',
    createdAt: now,
    lastUsedAt: now,
    expiresAt: later(now, 30 * DAY),
    endedAt: null,
  };

  test('a live one rotates once; what comes back is forgiven only soon, to the same client, and unused since', () => {
    const scenario = fc.record({
      age: fc.integer({ min: 0, max: 3 * REPEAT_MS }),
      spent: fc.boolean(),
      successorSpent: fc.boolean(),
      sameAddress: fc.boolean(),
      sameAgent: fc.boolean(),
    });
    fc.assert(
      fc.property(scenario, ({ age, spent, successorSpent, sameAddress, sameAgent }) => {
        const by = {
          address: sameAddress ? client.address : '203.0.113.9',
          userAgent: sameAgent ? client.userAgent : 'curl',
        };
        const token = { spent: spent ? { at: now, by } : null, successorSpent };
        const forgiven = age <= REPEAT_MS && sameAddress && sameAgent && !successorSpent;
        const expected = !spent ? 'rotate' : forgiven ? 'repeat' : 'reuse';
        expect(redeem(token, signIn, client, later(now, age))).toBe(expected);
      }),
    );
  });

  test('in a sign-in that has ended or expired nothing counts', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), (ended, spent) => {
        const over = ended ? { ...signIn, endedAt: now } : { ...signIn, expiresAt: now };
        const token = { spent: spent ? { at: now, by: client } : null, successorSpent: false };
        expect(redeem(token, over, client, now)).toBe('invalid');
      }),
    );
  });
});
