/** The rows that every walk begins with, kept in tables of their own: putting them back costs less than another database. */
import { type Database, type Db, rows } from '@marketplace/storage/database';
import { sql } from 'drizzle-orm';

export interface Baseline {
  /** Makes all contexts' tables what they were. Only while nothing is under way. */
  restore(): Promise<void>;
}

interface Table {
  readonly schema: string;
  readonly name: string;
  /** What can be written: all but what the database computes. */
  readonly columns: readonly string[];
}

const KEPT = 'simulation';

export async function keepBaseline(database: Database, schemas: readonly string[]): Promise<Baseline> {
  const tables = await tablesOf(database.db, schemas);
  await database.db.execute(sql`create schema ${sql.identifier(KEPT)}`);
  const filled: Table[] = [];
  for (const table of tables) {
    await database.db.execute(sql`create table ${copyOf(table)} as table ${original(table)}`);
    const [first] = await rows(database.db, sql`select from ${copyOf(table)} limit 1`);
    if (first) filled.push(table);
  }
  return {
    restore: () =>
      database.transaction(async (tx) => {
        // the ledger's rules forbid what is done here
        await tx.execute(sql`set local session_replication_role = replica`);
        await tx.execute(sql`truncate ${sql.join(tables.map(original), sql`, `)}`);
        for (const table of filled) await putBack(tx, table);
      }),
  };
}

async function putBack(tx: Db, table: Table): Promise<void> {
  const columns = sql.join(
    table.columns.map((name) => sql.identifier(name)),
    sql`, `,
  );
  await tx.execute(
    sql`insert into ${original(table)} (${columns}) overriding system value select ${columns} from ${copyOf(table)}`,
  );
}

const original = ({ schema, name }: Table) => sql`${sql.identifier(schema)}.${sql.identifier(name)}`;
const copyOf = ({ schema, name }: Table) => sql`${sql.identifier(KEPT)}.${sql.identifier(`${schema}.${name}`)}`;

async function tablesOf(db: Db, schemas: readonly string[]): Promise<Table[]> {
  const found = await rows<{ schema: string; name: string; columns: string[] }>(
    db,
    sql`select t.table_schema::text as schema, t.table_name::text as name,
          array_agg(c.column_name::text order by c.ordinal_position) as columns
        from information_schema.tables t
        join information_schema.columns c on c.table_schema = t.table_schema and c.table_name = t.table_name
        where t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
          and t.table_schema in (${sql.join(
            schemas.map((name) => sql`${name}`),
            sql`, `,
          )})
        group by 1, 2 order by 1, 2`,
  );
  return found;
}
