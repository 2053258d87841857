import { randomUUID } from 'node:crypto';
import { later } from '@marketplace/kernel/clock';
import type { AccountId, SignInId } from '@marketplace/kernel/ids';
import { silentLogger } from '@marketplace/kernel/logger';
import type { Role } from '@marketplace/kernel/roles';
import { memoryBroker } from '@marketplace/messaging/memory-broker';
import { type Database, rows } from '@marketplace/storage/database';
import type { Caller } from '@marketplace/subgraph/caller';
import { identityKey, signIdentity } from '@marketplace/subgraph/identity';
import { pgliteDatabase, postgresDatabase } from '@marketplace/testing/databases';
import { describeWith } from '@marketplace/testing/services';
import { sql } from 'drizzle-orm';
import { decodeJwt } from 'jose';
import { describe } from 'vitest';
import { type AuthContext, compose } from '../src/compose.ts';
import { signedAccessTokens } from '../src/infrastructure/access-tokens.ts';
import { sealedExportLinks } from '../src/infrastructure/export-links.ts';
import { postgresAuth } from '../src/infrastructure/postgres-auth.ts';

const SECRET = 'a secret of at least thirty-two bytes';
const KEY = identityKey(SECRET, 'auth');
export const INTERNAL_KEY = identityKey(SECRET, 'auth-verify');

export const HOME = { address: '198.51.100.7', userAgent: 'Firefox at home' };
export const ELSEWHERE = { address: '203.0.113.9', userAgent: 'curl' };

export interface Client {
  readonly address: string;
  readonly userAgent: string;
}

export type Auth = Awaited<ReturnType<typeof authOn>>;

/** A suite over each kind of database; `open` gives an empty one. */
export function describeAuth(name: string, suite: (open: () => Promise<Database>) => void): void {
  describe(`${name} (pglite)`, () => suite(pgliteDatabase));
  describeWith('postgres', name, (url) => suite(() => postgresDatabase(url)));
}

/** The context on a database, as the router sees it, with a machine's clock in the test's hand. */
export async function authOn(database: Database) {
  let now = new Date('2026-11-23T09:00:00.000Z');
  const clock = { now: () => now };
  const broker = memoryBroker();
  const context: AuthContext = compose({
    database,
    stores: await postgresAuth(database, clock),
    accessTokens: await signedAccessTokens(Buffer.alloc(32, 7), 'marketplace'),
    exportLinks: sealedExportLinks(identityKey(SECRET, 'auth-exports'), 'https://api.market.example'),
    broker,
    clock,
    machineClock: clock,
    logger: silentLogger,
    identityKey: KEY,
    internalKey: INTERNAL_KEY,
    close: async () => {},
  });
  return {
    context,
    broker,
    now: clock.now,
    pass: (milliseconds: number) => (now = later(now, milliseconds)),
    eventsOf: (subject: string) => publishedOf(database, subject),
    ...clientsOf(context),
  };
}

export interface Published {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

async function publishedOf({ db }: Database, subject: string): Promise<Published[]> {
  const found = await rows<{ event: Published }>(
    db,
    sql`select event from auth.outbox where subject = ${subject} order by sequence`,
  );
  return found.map(({ event: { type, data } }) => ({ type, data }));
}

/** What was mailed last: the token of the subject's last event of this type. */
export function mailed(events: readonly Published[], type: string): string {
  const token = events.findLast((event) => event.type === type)?.data.token;
  if (typeof token !== 'string') throw new Error(`no ${type} among ${events.map((event) => event.type)}`);
  return token;
}

function clientsOf(context: AuthContext) {
  const run = (caller: Caller, query: string, variables: object = {}) =>
    context.subgraph.execute({ query, variables: { ...variables } }, signIdentity(caller, 'auth', KEY));
  /** Runs one operation as somebody; any error but a userError fails. */
  async function ask<T>(caller: Caller, query: string, variables: object = {}): Promise<T> {
    const { data, errors } = await run(caller, query, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    // as: the caller states what its query selects
    return data as T;
  }
  async function session(mutation: string, type: string, caller: Caller, input: object): Promise<SessionPayload> {
    const query = `mutation ($input: ${type}!) { payload: ${mutation}(input: $input) { ${SESSION} } }`;
    return (await ask<{ payload: SessionPayload }>(caller, query, { input })).payload;
  }
  /** A mutation's payload. `call` is the mutation with its arguments, `fields` what is asked of the payload. */
  async function mutate<P extends object = object>(caller: Caller, call: string, fields = ''): Promise<P & Refusals> {
    const query = `mutation { payload: ${call} { ${fields} userErrors { code field } } }`;
    return (await ask<{ payload: P & Refusals }>(caller, query)).payload;
  }
  return {
    run,
    ask,
    mutate,
    signUp: (input: object = {}, client: Client = HOME) =>
      session('signUp', 'SignUpInput', anybody(client), { ...newcomer(), ...input }),
    signIn: (email: string, password: string, client: Client = HOME) =>
      session('signIn', 'SignInInput', anybody(client), { email, password }),
    refresh: (refreshToken: string, client: Client = HOME) =>
      session('refreshSession', 'RefreshSessionInput', anybody(client), { refreshToken }),
    resetPassword: (input: { token: string; newPassword: string }, client: Client = HOME) =>
      session('resetPassword', 'ResetPasswordInput', anybody(client), input),
    changePassword: (caller: Caller, currentPassword: string, newPassword: string) =>
      session('changePassword', 'ChangePasswordInput', caller, { currentPassword, newPassword }),
  };
}

export const PASSWORD = 'correct horse battery';
export const newcomer = () => ({
  email: `${randomUUID()}@example.com`,
  password: PASSWORD,
  role: 'CUSTOMER',
  displayName: 'Ada',
});

export const anybody = (client: Client = HOME): Caller => ({
  account: null,
  name: null,
  roles: [],
  scopes: [],
  signIn: null,
  requestId: randomUUID(),
  ...client,
});

/** Whom the router takes the holder of this access token for. */
export function callerOf({ session }: SessionPayload, client: Client = HOME): Caller {
  if (!session) throw new Error('no session');
  const claims = decodeJwt<{ sid: SignInId; name: string; roles: Role[] }>(session.accessToken);
  const { sid: signIn, name, roles } = claims;
  // as: `sub` is an account's id in every token of ours
  return { ...anybody(client), account: claims.sub as AccountId, signIn, name, roles };
}

const SESSION = `
  session { accessToken accessTokenExpiresAt refreshToken account { id email emailVerified roles createdAt } }
  userErrors { code message field }
`;

export interface SessionPayload extends Refusals {
  readonly session: {
    readonly accessToken: string;
    readonly accessTokenExpiresAt: string;
    readonly refreshToken: string;
    readonly account: {
      readonly id: AccountId;
      readonly email: string;
      readonly emailVerified: boolean;
      readonly roles: Role[];
    };
  } | null;
}

export interface Refusals {
  readonly userErrors: readonly { readonly code: string; readonly field: string[] | null }[];
}

export const codes = ({ userErrors }: { userErrors: readonly { code: string }[] }) =>
  userErrors.map(({ code }) => code);

export function tokenOf({ session, userErrors }: SessionPayload): string {
  if (!session) throw new Error(JSON.stringify(userErrors));
  return session.refreshToken;
}
