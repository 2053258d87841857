import type { AccountId } from '@marketplace/kernel/ids';
import type { Role } from '@marketplace/kernel/roles';

export interface Account {
  readonly id: AccountId;
  /** In lower case: addresses that differ in case alone are one. */
  readonly email: string;
  readonly emailVerified: boolean;
  readonly displayName: string;
  /** BCP 47, for messages. */
  readonly locale: string;
  readonly roles: readonly Role[];
  readonly createdAt: Date;
}
