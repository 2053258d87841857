import type { Clock } from '@marketplace/kernel/clock';
import type { MessageStore, Transact } from '@marketplace/messaging/message-store';
import { postgresMessages } from '@marketplace/messaging/postgres-messages';
import type { Database } from '@marketplace/storage/database';
import type { PaymentReads, PaymentTransaction } from '../application/ports.ts';
import { ledgerRows } from './ledger-rows.ts';
import { paymentRows } from './payment-rows.ts';
import { paymentReads } from './reads.ts';

export interface PaymentStore {
  readonly messages: MessageStore;
  readonly transact: Transact<PaymentTransaction>;
  readonly reads: PaymentReads;
}

export function paymentStore(database: Database, clock: Clock): PaymentStore {
  const messages = postgresMessages({ database, schema: 'payments', source: '/payment', clock });
  return {
    messages: messages.store,
    transact: (origin, work) =>
      database.transaction((tx) => work({ ...messages.within(tx, origin), ...ledgerRows(tx), ...paymentRows(tx) })),
    reads: paymentReads(database),
  };
}

export const MIGRATIONS = new URL('../../migrations', import.meta.url).pathname;
