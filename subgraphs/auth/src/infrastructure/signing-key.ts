import { randomBytes } from 'node:crypto';
import type { Database } from '@marketplace/storage/database';
import { eq } from 'drizzle-orm';
import { secrets } from './tables.ts';

const NAME = 'signing key';
export const SIGNING_KEY_BYTES = 32;

/** The installation's own signing key, made with its database and kept in it. */
export async function keptSigningKey({ db }: Database): Promise<Buffer> {
  const value = randomBytes(SIGNING_KEY_BYTES).toString('base64');
  await db.insert(secrets).values({ name: NAME, value }).onConflictDoNothing();
  const [kept] = await db.select().from(secrets).where(eq(secrets.name, NAME)); // another process may have been first
  if (!kept) throw new Error('the signing key was not kept');
  return Buffer.from(kept.value, 'base64');
}
