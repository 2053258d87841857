import { DAY, earlier, later, MINUTE } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import { Refused } from '@marketplace/kernel/refusal';
import { ROLES, type Role, SCOPES, scopesOf } from '@marketplace/kernel/roles';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isApiTokenSecret, newApiTokenSecret } from '../src/application/api-token-secret.ts';
import type { Account } from '../src/domain/account.ts';
import { type ApiToken, apiTokenRequest, minuteOfUse, rightsOf } from '../src/domain/api-token.ts';
import { erased } from '../src/domain/deleted-account.ts';
import { emailAddress } from '../src/domain/email-address.ts';
import { checkGrant, rolesAfter } from '../src/domain/role-grant.ts';

const now = new Date('2026-11-23T09:00:30.000Z');
const account = (roles: readonly Role[]): Account => ({
  id: newId('acc'),
  email: 'ada@example.com',
  emailVerified: true,
  displayName: 'Ada',
  locale: 'en',
  roles,
  createdAt: now,
});
const someRoles = fc.subarray([...ROLES]);

describe('changing roles', () => {
  test('gives or takes one and leaves the others, or has nothing to do', () => {
    fc.assert(
      fc.property(someRoles, fc.constantFrom(...ROLES), fc.boolean(), (roles, role, granted) => {
        const after = rolesAfter(roles, role, granted);
        if (roles.includes(role) === granted) expect(after).toBeUndefined();
        else expect(new Set(after)).toEqual(new Set(granted ? [...roles, role] : roles.filter((one) => one !== role)));
      }),
    );
  });

  test('is for operators and admins, of admins for admins, and of nobody’s own', () => {
    fc.assert(
      fc.property(someRoles, fc.constantFrom(...ROLES), fc.boolean(), (roles, role, own) => {
        const actor = account(roles);
        const may = roles.includes('ADMIN') || (roles.includes('OPERATOR') && role !== 'ADMIN');
        const attempt = () => checkGrant(actor, own ? actor : account([]), role);
        if (may && !own) expect(attempt).not.toThrow();
        else expect(attempt).toThrow(Refused);
      }),
    );
  });
});

describe('an API token', () => {
  const token = (change: Partial<ApiToken> = {}): ApiToken => ({
    id: newId('tok'),
    accountId: newId('acc'),
    name: 'till',
    scopes: SCOPES,
    createdAt: now,
    lastUsedAt: null,
    expiresAt: null,
    revokedAt: null,
    ...change,
  });

  test('may do what it was made for, as far as its account may by then', () => {
    fc.assert(
      fc.property(fc.subarray([...SCOPES]), someRoles, (scopes, roles) => {
        const rights = rightsOf(token({ scopes }), account(roles), now);
        expect(rights?.scopes).toEqual(scopes.filter((scope) => scopesOf(roles).includes(scope)));
        expect(rights?.roles).toEqual(roles);
      }),
    );
  });

  test('may do nothing once it is revoked or at its end', () => {
    const over = [{ revokedAt: now }, { revokedAt: earlier(now, DAY) }, { expiresAt: now }];
    for (const change of over) expect(rightsOf(token(change), account(['CUSTOMER']), now)).toBeUndefined();
    expect(rightsOf(token({ expiresAt: later(now, 1) }), account(['CUSTOMER']), now)).toBeDefined();
  });

  test('is made for what the roles allow, each scope once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SCOPES), { minLength: 1 }), someRoles, (scopes, roles) => {
        const ask = () => apiTokenRequest({ name: 'till', scopes }, roles, now);
        if (scopes.every((scope) => scopesOf(roles).includes(scope)))
          expect(ask().scopes.toSorted()).toEqual([...new Set(scopes)].sort());
        else expect(ask).toThrow(Refused);
      }),
    );
  });

  test('is noted as used once a minute, and never as used earlier than it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3 * MINUTE, max: 3 * MINUTE }), (passed) => {
        const lastUsedAt = new Date('2026-11-23T09:00:00.000Z');
        const use = later(lastUsedAt, passed);
        const noted = minuteOfUse(token({ lastUsedAt }), use);
        if (passed < MINUTE) expect(noted).toBeUndefined();
        else expect(noted?.getTime()).toBe(use.getTime() - (use.getTime() % MINUTE));
      }),
    );
  });

  test('has a secret that tells by itself when a character is wrong, missing or too many', () => {
    fc.assert(
      fc.property(fc.nat(52), fc.constantFrom(...'09azAZ_-'), (at, character) => {
        const secret = newApiTokenSecret();
        expect(isApiTokenSecret(secret)).toBe(true);
        expect(isApiTokenSecret(secret.slice(0, at) + secret.slice(at + 1))).toBe(false);
        expect(isApiTokenSecret(secret.slice(0, at) + character + secret.slice(at))).toBe(false);
        const changed = secret.slice(0, at) + character + secret.slice(at + 1);
        expect(isApiTokenSecret(changed)).toBe(changed === secret);
      }),
    );
  });
});

test('a deleted account’s address is one that nobody can sign up with', () => {
  expect(emailAddress(erased(account([])).email)).toBeUndefined();
});
