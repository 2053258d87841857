import type { CustomerId } from '@marketplace/kernel/ids';

/** What others may know of a customer. */
export interface Customer {
  readonly id: CustomerId;
  readonly displayName: string;
}

const MAX_DISPLAY_NAME = 80; // as for providers

/** What stands in a profile's place once the account was deleted. */
export const ERASED_NAME = 'Deleted account';

export const erasedCustomer = (id: CustomerId): Customer => newCustomer(id, ERASED_NAME);

export const newCustomer = (id: CustomerId, displayName: string): Customer => ({
  id,
  displayName: displayName.slice(0, MAX_DISPLAY_NAME),
});
