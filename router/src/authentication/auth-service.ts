/** What auth answers the router beside the graph, over HTTP. Each request is sealed: auth answers to nobody else. */
import { isId } from '@marketplace/kernel/ids';
import { ROLES, SCOPES } from '@marketplace/kernel/roles';
import { identityKey } from '@marketplace/subgraph/identity';
import { SEAL_HEADER, sealRequest } from '@marketplace/subgraph/sealed-request';
import { Pool } from 'undici';
import { z } from 'zod';
import type { VerifyApiToken } from './api-tokens.ts';
import type { FetchEnded } from './ended-sign-ins.ts';

export interface AuthService {
  /** Both throw when auth does not answer as agreed. */
  readonly verifyApiToken: VerifyApiToken;
  readonly endedSignIns: FetchEnded;
  close(): Promise<void>;
}

/** Both are one query. A sign-out must be known after five seconds, two of which have gone when this begins. */
const TIMEOUT_MS = 2_500;
const CONNECTIONS = 16;

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const id = <Prefix extends string>(prefix: Prefix) => z.string().refine((text) => isId(prefix, text));
// Roles and scopes that this version does not know are left out: they can't be asked for by its supergraph either.
const known = <T extends string>(all: readonly T[]) =>
  z.array(z.string()).transform((given) => all.filter((one) => given.includes(one)));

const rights = z.object({
  token: id('tok'),
  account: id('acc'),
  name: z.string().nullable(),
  roles: known(ROLES),
  scopes: known(SCOPES),
  expiresAt: instant.nullable(),
});
const endedPage = z.object({
  ended: z.array(z.object({ signIn: id('sgn'), accessTokensEndBy: instant })),
  next: instant,
  more: z.boolean(),
});

/** @param url where auth's service is, e.g. `http://auth:4001` */
export function authService(url: URL, routerSecret: string): AuthService {
  const key = identityKey(routerSecret, 'auth-verify');
  const base = url.pathname.replace(/\/+$/, '');
  const pool = new Pool(url.origin, { connections: CONNECTIONS, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });

  async function ask(method: 'GET' | 'POST', path: string, body: string): Promise<{ status: number; text: string }> {
    const response = await pool.request({
      method,
      path: base + path,
      headers: { [SEAL_HEADER]: sealRequest({ method, url: path, body }, key) },
      body: body === '' ? null : body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.statusCode, text: await response.body.text() };
  }

  return {
    async verifyApiToken(token) {
      const { status, text } = await ask('POST', '/internal/verify-token', JSON.stringify({ token }));
      if (status === 404) return undefined;
      if (status !== 200) throw unexpected(status, text);
      return rights.parse(JSON.parse(text));
    },
    async endedSignIns(since) {
      const query = since ? `?since=${encodeURIComponent(since.toISOString())}` : '';
      const { status, text } = await ask('GET', `/internal/ended-sign-ins${query}`, '');
      if (status !== 200) throw unexpected(status, text);
      return endedPage.parse(JSON.parse(text));
    },
    close: () => pool.destroy(),
  };
}

const unexpected = (status: number, text: string): Error => new Error(`auth answered ${status}: ${text.slice(0, 200)}`);
