import { isId } from '@marketplace/kernel/ids';
import { ROLES, SCOPES } from '@marketplace/kernel/roles';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import { z } from 'zod';
import { boundedCache } from '../bounded-cache.ts';
import { type Authentication, InvalidToken, VerificationUnavailable, type VerifiedToken } from './authentication.ts';
import { CLOCK_TOLERANCE_MS, type EndedSignIns } from './ended-sign-ins.ts';
import { tokenDigest } from './token-digest.ts';

export interface JwtSettings {
  /** Where the issuer publishes its keys, or a function that gives them within this process. */
  readonly keys: URL | (() => Promise<JSONWebKeySet>);
  /** Checked only when given. */
  readonly issuer?: string | undefined;
  /** Sign-ins whose tokens count no more. Without it a token counts until it expires. */
  readonly ended?: EndedSignIns | undefined;
}

const AUDIENCE = 'marketplace';
const ALGORITHMS = ['EdDSA', 'ES256'];
/** Checked tokens remembered until they expire: a signature costs more than the rest of a small request. */
const TOKENS_KEPT = 20_000;
/** Keys change rarely, and one that is not known is looked for at once. */
const KEYS_KEPT_MS = 300_000;

const claims = z.object({
  sub: z.string().refine((text) => isId('acc', text)),
  sid: z.string().optional(),
  name: z.string().optional(),
  roles: z.array(z.string()).default([]),
  scope: z.string().default(''),
  exp: z.number(),
});

/** A VerifiedToken that ends by itself. */
type VerifiedAccessToken = VerifiedToken & { readonly expiresAt: Date };

/** Access tokens of the marketplace: `sub` is the account, `sid` the sign-in, `scope` is separated by spaces. */
export function jwtAuthentication({ keys, issuer, ended }: JwtSettings): Authentication {
  const key = keys instanceof URL ? createRemoteJWKSet(keys, { cacheMaxAge: KEYS_KEPT_MS }) : givenKeys(keys);
  const known = boundedCache<VerifiedAccessToken>(TOKENS_KEPT);

  async function verified(token: string): Promise<VerifiedAccessToken> {
    const digest = tokenDigest(token);
    const before = known.get(digest);
    if (before && before.expiresAt.getTime() > Date.now()) return before;
    const now = await verify(token, key, issuer);
    known.set(digest, now);
    return now;
  }

  return {
    async verifyToken(token) {
      const good = await verified(token);
      if (good.signIn && ended?.has(good.signIn)) throw new InvalidToken('the sign-in has ended');
      return good;
    },
    watch: (_token, { signIn }, tell) => (signIn && ended ? ended.watch(signIn, tell) : () => {}),
    async ready() {
      await Promise.all([keys instanceof URL ? fetchKeys(keys) : undefined, ended?.ready()]);
    },
    close: async () => ended?.close(),
  };
}

async function verify(token: string, key: JWTVerifyGetKey, issuer: string | undefined): Promise<VerifiedAccessToken> {
  const { payload } = await jwtVerify(token, key, {
    audience: AUDIENCE,
    algorithms: ALGORITHMS,
    clockTolerance: CLOCK_TOLERANCE_MS / 1_000,
    ...(issuer !== undefined && { issuer }),
  }).catch((error: unknown) => {
    throw tellApart(error);
  });
  const read = claims.safeParse(payload);
  if (!read.success || !isId('acc', read.data.sub)) throw new InvalidToken('the token lacks a claim');
  const { sub, sid, name, roles, scope, exp } = read.data;
  const scopes = scope.split(' ');
  return {
    account: sub,
    name: name ?? null,
    roles: ROLES.filter((role) => roles.includes(role)),
    scopes: SCOPES.filter((one) => scopes.includes(one)),
    signIn: sid !== undefined && isId('sgn', sid) ? sid : null,
    apiToken: null,
    expiresAt: new Date(exp * 1000),
  };
}

/** Keys that can't be had say nothing of the token. */
function tellApart(error: unknown): Error {
  const aboutKeys =
    !(error instanceof errors.JOSEError) ||
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    error.code === 'ERR_JOSE_GENERIC'; // the keys' address answered something else than 200
  return aboutKeys
    ? new VerificationUnavailable('the keys that tokens are verified with are not available', { cause: error })
    : new InvalidToken('the token is not valid', { cause: error });
}

/** Keys given in this process, asked for again when a token names one that isn't known. */
function givenKeys(give: () => Promise<JSONWebKeySet>): JWTVerifyGetKey {
  let current: JWTVerifyGetKey | undefined;
  const load = async () => (current = createLocalJWKSet(await give()));
  return async (header, token) => {
    const keys = current ?? (await load());
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      return (await load())(header, token);
    }
  };
}

async function fetchKeys(url: URL): Promise<void> {
  const response = await fetch(url);
  if (!response.ok) throw new VerificationUnavailable(`${url} answered ${response.status}`);
}
