/**
 * How many transfers a second the ledger books, on PGlite and on PostgreSQL, and beside them what pgbench's own TPC-B does on
 * the same server in the same run. `npm run bench --workspace @marketplace/payment`; on PostgreSQL when TEST_POSTGRES_URL names
 * a server. SECONDS makes each measurement longer, PGBENCH names a pgbench that is not found by itself.
 */
import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { systemClock } from '@marketplace/kernel/clock';
import { type AccountId, newId, paymentOf } from '@marketplace/kernel/ids';
import { currencyCode, type Money, money, zero } from '@marketplace/kernel/money';
import type { Database } from '@marketplace/storage/database';
import { openDatabase } from '@marketplace/storage/open-database';
import { sql } from 'drizzle-orm';
import { type Posting, topUp } from '../src/domain/ledger.ts';
import { hold, type OrderMoney, settle, tip } from '../src/domain/order-postings.ts';
import { MIGRATIONS, paymentStore } from '../src/infrastructure/payment-store.ts';

const SECONDS = Number(process.env.SECONDS ?? 10);
const CLIENTS = 8; // fewer than the pool has connections
const WALLETS = 1_000;
const RATE = 1_000;
const USD = currencyCode('USD');
/** A million accounts in ten branches, whose rows all of the clients share. */
const PGBENCH_SCALE = 10;

const usd = (amount: number): Money => money(amount, USD);

interface Figure {
  readonly what: string;
  readonly perSecond: number;
  readonly p50: number | null;
  readonly p99: number | null;
}

/** Runs `work` from several clients at once for a while. */
async function measure(what: string, clients: number, work: () => Promise<void>): Promise<Figure> {
  const tookMs: number[] = [];
  const start = performance.now();
  const end = start + SECONDS * 1_000;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let now = start; now < end; ) {
        await work();
        const after = performance.now();
        tookMs.push(after - now);
        now = after;
      }
    }),
  );
  tookMs.sort((a, b) => a - b);
  const at = (share: number) => tookMs[Math.floor(tookMs.length * share)] ?? null;
  return { what, perSecond: tookMs.length / ((performance.now() - start) / 1_000), p50: at(0.5), p99: at(0.99) };
}

async function ledgerFigures(name: string, database: Database, clients: number): Promise<Figure[]> {
  await database.migrate({ context: 'payment', folder: MIGRATIONS });
  const { transact, reads } = paymentStore(database, systemClock);
  const post = (...postings: readonly Posting[]) =>
    transact({ correlationId: 'bench' }, async (tx) => {
      for (const posting of postings) await tx.post(posting, systemClock.now());
    });
  const owners = Array.from({ length: WALLETS }, () => newId('acc'));
  for (const owner of owners) await post(topUp(owner, usd(1_000_000_00), newId('int')));
  const anyone = (): AccountId => owners[randomInt(WALLETS)] ?? newId('acc');
  const order = (): OrderMoney => {
    const orderId = newId('ord');
    const customer = anyone();
    const provider = anyone();
    return { orderId, paymentId: paymentOf(orderId), customer, provider };
  };
  const nothing = { toWallet: zero(USD), toCards: zero(USD) };
  const figures = [
    await measure(`${name}: transfers between wallets`, clients, () =>
      post(tip(order(), 'WALLET', usd(1), newId('eff'))),
    ),
    await measure(`${name}: orders held and settled, with commission`, clients, async () => {
      const of = order();
      await post(hold(of, usd(100)));
      await post(settle(of, { held: usd(100), beyond: nothing, refund: nothing }, RATE));
    }),
  ];
  const { balanced, differences } = await reads.reconcile();
  if (!balanced) throw new Error(`the books are not balanced: ${differences.join('; ')}`);
  return figures;
}

async function onPglite(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-ledger-')); // on the disk, as PostgreSQL is
  const database = await openDatabase(`pglite:${folder}`);
  try {
    return await ledgerFigures('PGlite', database, 1); // it is one connection
  } finally {
    await database.close();
    await rm(folder, { recursive: true });
  }
}

async function onPostgres(server: string): Promise<Figure[]> {
  const administration = await openDatabase(server);
  const name = `bench_${process.pid}`;
  await administration.db.execute(sql.raw(`create database ${name}`));
  try {
    const url = Object.assign(new URL(server), { pathname: `/${name}` });
    const database = await openDatabase(url.href);
    const figures = [...(await ledgerFigures('PostgreSQL', database, CLIENTS)), await tpcB(url)];
    await database.close();
    return figures;
  } finally {
    await administration.db.execute(sql.raw(`drop database ${name} with (force)`));
    await administration.close();
  }
}

/** Three updates, a select and an insert: an account, its teller and its branch, in one transaction. */
async function tpcB(url: URL): Promise<Figure> {
  const run = (...args: string[]) => promisify(execFile)(pgbench(), [...args, url.href]);
  await run('--initialize', '--quiet', '--scale', String(PGBENCH_SCALE));
  const { stdout } = await run('--client', String(CLIENTS), '--jobs', '2', '--time', String(SECONDS));
  const perSecond = Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
  if (!(perSecond > 0)) throw new Error(`pgbench gave no figure: ${stdout}`);
  return { what: 'PostgreSQL: pgbench’s TPC-B', perSecond, p50: null, p99: null };
}

/** Debian keeps the newest one's on the PATH, others beside their servers. */
function pgbench(): string {
  const found = ['17', '16', '15'].map((version) => `/usr/lib/postgresql/${version}/bin/pgbench`).find(existsSync);
  return process.env.PGBENCH ?? found ?? 'pgbench';
}

const told = (ms: number | null): string => (ms === null ? '' : ms.toFixed(1));

const server = process.env.TEST_POSTGRES_URL;
const figures = [...(await onPglite()), ...(server ? await onPostgres(server) : [])];
console.log(`${SECONDS} s each, ${CLIENTS} clients (PGlite 1), ${cpus().length} × ${cpus()[0]?.model.trim()}\n`);
console.table(
  figures.map(({ what, perSecond, p50, p99 }) => ({
    '': what,
    'per second': Math.round(perSecond),
    'p50 ms': told(p50),
    'p99 ms': told(p99),
  })),
);
