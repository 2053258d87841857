import type { CustomerId } from '@marketplace/kernel/ids';

/** What others may know of a customer. */
export interface Customer {
  readonly id: CustomerId;
  readonly displayName: string;
}

const MAX_DISPLAY_NAME = 80; // as for providers

export const newCustomer = (id: CustomerId, displayName: string): Customer => ({
  id,
  displayName: displayName.slice(0, MAX_DISPLAY_NAME),
});
