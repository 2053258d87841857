import type { AccountId, OrderId, PaymentId, WalletId } from '@marketplace/kernel/ids';
import type { Caller } from '@marketplace/subgraph/caller';
import DataLoader from 'dataloader';
import type { Application } from '../application/application.ts';
import type { Wallet } from '../application/ports.ts';
import type { Payment } from '../domain/payment.ts';

/** What one request's resolvers work with. */
export interface GraphQLContext {
  readonly caller: Caller;
  readonly application: Application;
  /** Null for what the caller may not see. */
  readonly payments: DataLoader<PaymentId, Payment | null>;
  readonly wallets: DataLoader<WalletId, Wallet | null>;
}

/** An order belongs to another context: its id is all that is known of it here. */
export interface OrderReference {
  readonly id: OrderId;
}

export interface ViewerAccount {
  readonly account: AccountId;
}

export function requestContext(application: Application, caller: Caller): GraphQLContext {
  return {
    caller,
    application,
    payments: new DataLoader((ids) => application.payments(caller, ids)),
    wallets: new DataLoader((ids) => application.walletsById(caller, ids)),
  };
}
