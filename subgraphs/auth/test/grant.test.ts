import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { rows } from '@marketplace/storage/database';
import { openDatabase } from '@marketplace/storage/open-database';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authOn, newcomer } from './auth-on.ts';

const script = path.resolve(import.meta.dirname, '../src/grant.ts');

describe('npm run grant', () => {
  let folder: string;
  let url: string;
  const { email, ...rest } = newcomer();
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'marketplace-grant-'));
    url = `pglite:${path.join(folder, 'db')}`;
    const database = await openDatabase(url);
    await (await authOn(database)).signUp({ email, ...rest });
    await database.close();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const run = (...args: string[]) =>
    new Promise<{ code: unknown; output: string }>((resolve) => {
      const environment = { ...process.env, DATABASE_URL: url };
      execFile(process.execPath, [script, ...args], { env: environment }, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, output: stdout + stderr }),
      );
    });

  test('makes the first operator, and the audit log says so', async () => {
    expect(await run(email.toUpperCase(), 'OPERATOR', 'the', 'founder')).toEqual({
      code: 0,
      output: `${email} has the roles CUSTOMER, OPERATOR\n`,
    });
    const database = await openDatabase(url);
    const [audit] = await rows<{ data: object }>(
      database.db,
      sql`select event -> 'data' as data from auth.outbox where event ->> 'type' = 'audit.recorded'`,
    );
    await database.close();
    expect(audit?.data).toMatchObject({ actor: null, action: 'grant OPERATOR', reason: 'the founder' });
  });

  test('says in a line what is wrong', async () => {
    expect(await run('nobody@example.com', 'OPERATOR')).toMatchObject({
      code: 1,
      output: expect.stringMatching(/^There is no account .*\n$/),
    });
    for (const args of [[], [email], [email, 'KING']])
      expect(await run(...args)).toMatchObject({ code: 2, output: expect.stringMatching(/^usage: .*\n$/) });
  });
});
