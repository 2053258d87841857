import type { AccountId } from '@marketplace/kernel/ids';
import type { Database } from '@marketplace/storage/database';
import { eq } from 'drizzle-orm';
import type { GatewayCustomers } from './stripe-gateway.ts';
import { gatewayCustomers } from './tables.ts';

export const keptCustomers = ({ db }: Database): GatewayCustomers => ({
  async find(account: AccountId) {
    const [row] = await db.select().from(gatewayCustomers).where(eq(gatewayCustomers.accountId, account));
    return row?.reference;
  },
  async save(accountId, reference) {
    await db.insert(gatewayCustomers).values({ accountId, reference }).onConflictDoNothing();
  },
});
