/**
 * The router's word for who is calling: short-lived, for one subgraph, sealed with an HMAC under a key that only the two know.
 * A subgraph answers to nothing else.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { isId } from '@marketplace/kernel/ids';
import { ROLES, SCOPES } from '@marketplace/kernel/roles';
import { z } from 'zod';
import type { Caller } from './caller.ts';

/** The HTTP header; in a `subscribe` message the same name in lower camel case stands in `extensions`. */
export const IDENTITY_HEADER = 'x-marketplace-identity';
export const IDENTITY_EXTENSION = 'marketplaceIdentity';
const LIFETIME_MS = 60_000;

const sealed = z.object({
  audience: z.string(),
  expiresAt: z.number(),
  caller: z.object({
    account: z
      .string()
      .refine((text) => isId('acc', text))
      .nullable(),
    name: z.string().nullable(),
    roles: z.array(z.enum(ROLES)),
    scopes: z.array(z.enum(SCOPES)),
    signIn: z
      .string()
      .refine((text) => isId('sgn', text))
      .nullable(),
    requestId: z.string(),
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
  }),
});

/** A subgraph's own key, derived from the secret that the router and the subgraphs share. */
export function identityKey(routerSecret: string, subgraph: string): Buffer {
  return Buffer.from(hkdfSync('sha256', routerSecret, '', `marketplace identity for ${subgraph}`, 32));
}

export function signIdentity(caller: Caller, audience: string, key: Buffer, now = Date.now()): string {
  const body = Buffer.from(JSON.stringify({ audience, expiresAt: now + LIFETIME_MS, caller })).toString('base64url');
  return `${body}.${seal(body, key).toString('base64url')}`;
}

/** The caller, or undefined for anything that the router did not sign for this subgraph within the last minute. */
export function verifyIdentity(token: string, audience: string, key: Buffer, now = Date.now()): Caller | undefined {
  const [body, mac, ...more] = token.split('.');
  if (!body || !mac || more.length > 0) return undefined;
  const given = Buffer.from(mac, 'base64url');
  const expected = seal(body, key);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const identity = sealed.safeParse(parse(body));
  if (!identity.success || identity.data.audience !== audience || identity.data.expiresAt < now) return undefined;
  // as: the refinements above have checked both ids
  return identity.data.caller as Caller;
}

const seal = (body: string, key: Buffer): Buffer => createHmac('sha256', key).update(body).digest();

function parse(body: string): unknown {
  try {
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
