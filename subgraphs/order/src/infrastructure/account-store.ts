/** Accounts as far as orders know them, and how one is forgotten. */
import { publicPoint } from '@marketplace/kernel/geo';
import { customerOf, providerOf } from '@marketplace/kernel/ids';
import type { Database, Db } from '@marketplace/storage/database';
import { and, eq, ne, or } from 'drizzle-orm';
import type { OrderReads, OrderTransaction } from '../application/ports.ts';
import { knownAccounts, orderMessages, orderRows } from './tables.ts';

type AccountPart = Pick<OrderTransaction, 'saveAccount' | 'forgetAccount' | 'eraseOrder'>;

export function accountPart(tx: Db): AccountPart {
  return {
    async saveAccount(id, { emailVerified }) {
      await tx
        .insert(knownAccounts)
        .values({ id, emailVerified })
        .onConflictDoUpdate({ target: knownAccounts.id, set: { emailVerified } });
    },
    async forgetAccount(id) {
      await tx.delete(knownAccounts).where(eq(knownAccounts.id, id));
    },
    async eraseOrder({ id, location }, side) {
      const written = and(eq(orderMessages.orderId, id), eq(orderMessages.from, side));
      await tx.update(orderMessages).set({ text: '' }).where(written);
      if (side === 'CUSTOMER')
        await tx
          .update(orderRows)
          .set({ address: '', note: null, ...publicPoint(location) })
          .where(eq(orderRows.id, id));
    },
  };
}

export function accountReads({ db }: Database): Pick<OrderReads, 'emailVerified' | 'ordersToForget'> {
  return {
    async emailVerified(account) {
      const [found] = await db.select().from(knownAccounts).where(eq(knownAccounts.id, account));
      return found?.emailVerified ?? false;
    },
    async ordersToForget(account) {
      const found = await db
        .select({ id: orderRows.id })
        .from(orderRows)
        .where(
          or(
            and(eq(orderRows.customerId, customerOf(account)), ne(orderRows.address, '')),
            eq(orderRows.providerId, providerOf(account)),
          ),
        )
        .orderBy(orderRows.id);
      return found.map(({ id }) => id);
    },
  };
}
