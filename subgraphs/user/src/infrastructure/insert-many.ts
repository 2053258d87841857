import type { Db } from '@marketplace/storage/database';
import { getTableColumns, is, sql } from 'drizzle-orm';
import { PgCustomColumn, type PgTable } from 'drizzle-orm/pg-core';

const AT_ONCE = 1_000; // rows of one statement: a megabyte or two

/** Inserts a row for each item, many at once: as one JSON parameter, which takes a fraction of the time that one for each value does. */
export async function insertMany<Table extends PgTable, Item>(
  tx: Db,
  table: Table,
  items: readonly Item[],
  rowOf: (item: Item) => Table['$inferSelect'],
): Promise<void> {
  for (let start = 0; start < items.length; start += AT_ONCE) {
    const some = items.slice(start, start + AT_ONCE).map((item) => jsonRow(table, rowOf(item)));
    await tx.execute(
      sql`insert into ${table} select * from jsonb_populate_recordset(null::${table}, ${JSON.stringify(some)}::jsonb)`,
    );
  }
}

function jsonRow(table: PgTable, row: Readonly<Record<string, unknown>>): object {
  const columns = Object.entries(getTableColumns(table));
  // types of our own are written as text; JSON has the others
  return Object.fromEntries(
    columns.map(([key, column]) => [
      column.name,
      is(column, PgCustomColumn) ? column.mapToDriverValue(row[key]) : row[key],
    ]),
  );
}
