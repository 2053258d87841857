import { HOUR, MINUTE } from '@marketplace/kernel/clock';
import { type DataExportId, newId } from '@marketplace/kernel/ids';
import { silentLogger } from '@marketplace/kernel/logger';
import { partDrafts } from '@marketplace/messaging/data-export';
import type { AnyEnvelope } from '@marketplace/messaging/envelope';
import { type Database, rows } from '@marketplace/storage/database';
import type { Caller } from '@marketplace/subgraph/caller';
import { type Served, serve } from '@marketplace/subgraph/serve';
import { eventually } from '@marketplace/testing/eventually';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXPORTED_CONTEXTS, type ExportedContext } from '../src/domain/data-export.ts';
import { pruneEnded } from '../src/infrastructure/prune-ended.ts';
import { type Auth, anybody, authOn, callerOf, codes, describeAuth, newcomer, PASSWORD, tokenOf } from './auth-on.ts';

describeAuth('exporting one’s data', (open) => {
  let database: Database;
  let auth: Auth;
  let served: Served;
  beforeAll(async () => {
    database = await open();
    auth = await authOn(database);
    served = await serve(auth.context, { host: '127.0.0.1', port: 0, logger: silentLogger });
    await auth.context.start();
  });
  afterAll(async () => {
    await served.close();
    await auth.context.stop();
    await database.close();
  });

  async function somebody() {
    const input = { ...newcomer(), displayName: 'Ada Lovelace' };
    const session = await auth.signUp(input);
    return { ...input, session, id: session.session?.account.id ?? '', caller: callerOf(session) };
  }
  const request = (caller: Caller) => auth.mutate<{ url: string | null }>(caller, 'requestDataExport', 'url');
  const link = async (caller: Caller) => new URL((await request(caller)).url ?? '');
  const follow = ({ pathname }: URL) => fetch(served.url + pathname);
  const body = async (url: URL): Promise<Record<string, unknown>> => JSON.parse(await (await follow(url)).text());

  /** What the other contexts were asked last for this account. */
  async function asked(accountId: string): Promise<{ exportId: DataExportId; publicKey: string }> {
    const [found] = await rows<{ data: { exportId: DataExportId; publicKey: string } }>(
      database.db,
      sql`select event -> 'data' as data from auth.outbox
          where event ->> 'type' = 'data_export.requested' and event -> 'data' ->> 'accountId' = ${accountId}
          order by event ->> 'id' desc limit 1`,
    );
    if (!found) throw new Error('nothing was asked');
    return found.data;
  }

  /** Answers as these contexts would. */
  async function answer(accountId: string, contexts: readonly ExportedContext[], part: object = {}) {
    const to = await asked(accountId);
    const events = contexts.flatMap((context) =>
      partDrafts(context, to, { from: context, ...part }).map((draft, index) => ({
        ...{ specversion: '1.0', id: newId('evt'), source: `/${context}`, time: auth.now().toISOString() },
        ...{ datacontenttype: 'application/json', dataschema: 'x', sequence: index + 1, correlationid: 'test' },
        ...draft,
      })),
    );
    // as: a spread does not show that type and data belong together
    await auth.broker.publish(events as AnyEnvelope[]);
    return to;
  }

  test('gives a link to all that is kept of the account, each context’s part, and to no secret', async () => {
    const { id, email, session, caller } = await somebody();
    const make = 'createApiToken(input: { name: "till", scopes: ["orders:read"] })';
    const { secret } = await auth.mutate<{ secret: string | null }>(caller, make, 'secret');
    const url = await link(caller);
    expect(url.href).toMatch(/^https:\/\/api\.market\.example\/exports\/[\w.-]+$/);
    await answer(id, EXPORTED_CONTEXTS);
    await eventually(async () => (await follow(url)).status === 200);
    const response = await follow(url);
    expect(response.headers.get('content-disposition')).toContain('attachment');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      account: id,
      missing: [],
      parts: {
        auth: {
          account: { id, email, displayName: 'Ada Lovelace', roles: ['CUSTOMER'] },
          signIns: [{ id: caller.signIn, userAgent: caller.userAgent }],
          apiTokens: [{ name: 'till', scopes: ['orders:read'] }],
        },
        ...Object.fromEntries(EXPORTED_CONTEXTS.map((context) => [context, { from: context }])),
      },
    });
    for (const hidden of ['argon2', 'hash', secret, tokenOf(session)]) expect(text).not.toContain(hidden);
  });

  test('is being prepared until all parts are there, and after five minutes names what is missing', async () => {
    const { id, caller } = await somebody();
    const url = await link(caller);
    expect((await follow(url)).status).toBe(202);
    await answer(id, ['user', 'order', 'payment', 'review']);
    await eventually(async () => JSON.stringify((await body(url)).preparing) === '["notification"]');
    expect((await follow(url)).headers.get('refresh')).toMatch(/^\d+$/);
    auth.pass(5 * MINUTE);
    expect(await body(url)).toMatchObject({ missing: ['notification'], parts: { order: { from: 'order' } } });
    await answer(id, ['notification']); // late is better than never
    await eventually(async () => JSON.stringify((await body(url)).missing) === '[]');
  });

  test('a part of several pieces is given whole', async () => {
    const { id, caller } = await somebody();
    const url = await link(caller);
    const text = Array.from({ length: 15_000 }, () => Math.random().toString(36)).join(' ');
    await answer(id, ['user', 'payment', 'review', 'notification']);
    await answer(id, ['order'], { text });
    await eventually(async () => (await follow(url)).status === 200);
    expect(await body(url)).toMatchObject({ parts: { order: { text } } });
  });

  test('what travels and what is kept can be read by nobody but auth', async () => {
    const { id, caller } = await somebody();
    const url = await link(caller);
    const { exportId, publicKey } = await answer(id, EXPORTED_CONTEXTS, { address: 'Unter den Linden 1' });
    await eventually(async () => (await follow(url)).status === 200);
    const drafts = partDrafts('order', { exportId, publicKey }, { address: 'Unter den Linden 1' });
    expect(JSON.stringify(drafts)).not.toContain('Linden');
    expect(JSON.stringify(await asked(id))).not.toContain('privateKey');
  });

  test('the link is good for an hour, as it is, while the account is there', async () => {
    const { id, caller } = await somebody();
    const [url, other] = [await link(caller), await somebody()];
    await answer(id, EXPORTED_CONTEXTS);
    await eventually(async () => (await follow(url)).status === 200);
    const changed = new URL(url.href.replace('/exports/e', '/exports/f'));
    expect((await follow(changed)).status).toBe(404);
    expect((await follow(new URL('/exports/', url))).status).toBe(404);
    expect((await fetch(served.url + url.pathname, { method: 'POST' })).status).toBe(405);
    auth.pass(HOUR - 1);
    expect((await follow(url)).status).toBe(200);
    auth.pass(1);
    expect((await follow(url)).status).toBe(404);
    const last = await link(other.caller);
    await auth.mutate(other.caller, `deleteAccount(password: "${PASSWORD}")`);
    expect((await follow(last)).status).toBe(404);
  });

  const kept = async (exportId: DataExportId) =>
    rows(
      database.db,
      sql`select id from auth.data_exports where id = ${exportId}
          union all select export_id from auth.data_export_chunks where export_id = ${exportId}`,
    );

  test('after its hour it is deleted with its key', async () => {
    const { id, caller } = await somebody();
    const url = await link(caller);
    const { exportId } = await answer(id, EXPORTED_CONTEXTS);
    await eventually(async () => (await follow(url)).status === 200);
    await pruneEnded(database, auth.now());
    expect(await kept(exportId)).not.toHaveLength(0);
    auth.pass(HOUR);
    await pruneEnded(database, auth.now());
    expect(await kept(exportId)).toHaveLength(0);
  });

  test('goes with the account, and what comes for it later is dropped', async () => {
    const { id, caller } = await somebody();
    await link(caller);
    const { exportId } = await answer(id, ['user']);
    await eventually(async () => (await kept(exportId)).length === 2);
    await auth.mutate(caller, `deleteAccount(password: "${PASSWORD}")`);
    await answer(id, ['order']);
    const handled = async () =>
      rows(database.db, sql`select 1 from auth.inbox_subjects where subject = ${exportId} and source = '/order'`);
    await eventually(async () => (await handled()).length > 0);
    expect(await kept(exportId)).toHaveLength(0);
  });

  test('five an hour are enough', async () => {
    const { caller } = await somebody();
    for (let count = 1; count <= 5; count += 1) expect(codes(await request(caller))).toEqual([]);
    expect(codes(await request(caller))).toEqual(['TOO_MANY_ATTEMPTS']);
    auth.pass(HOUR);
    expect(codes(await request(caller))).toEqual([]);
  });

  test('is for a person at a device', async () => {
    const { caller } = await somebody();
    await expect(link({ ...caller, signIn: null })).rejects.toThrow('FORBIDDEN');
    await expect(link(anybody())).rejects.toThrow('UNAUTHENTICATED');
  });
});
