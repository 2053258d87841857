import type { DemoWorld } from '@marketplace/demo/world';
import type { Database } from '@marketplace/storage/database';
import { sql } from 'drizzle-orm';
import type { Passwords } from '../application/ports.ts';
import { accounts } from './tables.ts';

/** Fills an empty database with the demo world's accounts, all with one password and one hash. Publishes nothing. */
export async function importDemo(
  { db }: Database,
  passwords: Passwords,
  world: DemoWorld,
  demoPassword: string,
): Promise<void> {
  const some = await db.select({ id: accounts.id }).from(accounts).limit(1);
  if (some.length > 0) return;
  const passwordHash = await passwords.hash(demoPassword);
  // one parameter for all rows: a statement takes 65,535 at most
  await db.execute(sql`
    insert into ${accounts} (id, email, email_verified, display_name, locale, roles, password_hash, created_at)
    select id, email, true, "displayName", locale, array(select jsonb_array_elements_text(roles)), ${passwordHash}, "createdAt"
    from jsonb_to_recordset(${JSON.stringify(world.accounts)}::jsonb) as demo (
      id text, email text, "displayName" text, locale text, roles jsonb, "createdAt" timestamptz
    )
    on conflict do nothing
  `);
}
