/** What an account finds in the app, as it sees it through the API. */
import { eventually } from '@marketplace/testing/eventually';
import { expect } from 'vitest';
import type { Running } from './running.ts';
import { accountCreated, type Booking, callerFor, providerUpdated } from './samples.ts';

export const LIST =
  '{ notifications { edges { node { id type title body readAt order { id } } } } viewer { unreadNotifications } }';

interface Listed {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly body: string;
  readonly readAt: string | null;
  readonly order: { readonly id: string } | null;
}

export async function listed(running: Running, account: Booking['customer']): Promise<Listed[]> {
  const { notifications } = await running.ask(callerFor(account), LIST);
  return Object(notifications).edges.map(({ node }: { node: Listed }) => node);
}

export const types = async (running: Running, account: Booking['customer']): Promise<string[]> =>
  (await listed(running, account)).map(({ type }) => type).sort();

export const hasTypes = (running: Running, account: Booking['customer'], ...expected: string[]) =>
  eventually(async () => {
    expect(await types(running, account)).toEqual(expected.sort());
    return true;
  });

/** The accounts' names, and the provider's, are known when it resolves. */
export async function introduce(running: Running, booking: Booking): Promise<void> {
  await running.broker.publish([
    accountCreated(booking.customer, 'Ada'),
    accountCreated(booking.provider, 'Bea'),
    providerUpdated(booking.providerId, 'Brushes & Co'),
  ]);
  await eventually(() => running.store.reads.account(booking.provider));
  await eventually(() => running.store.transact({ correlationId: 'x' }, (tx) => tx.providerName(booking.providerId)));
}
