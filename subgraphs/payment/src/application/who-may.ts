import { type AccountId, accountOf } from '@marketplace/kernel/ids';
import { isPositive } from '@marketplace/kernel/money';
import type { Role } from '@marketplace/kernel/roles';
import type { Payment } from '../domain/payment.ts';

/** Who is asking. */
export interface Viewing {
  readonly account: AccountId | null;
  readonly roles: readonly Role[];
}

const isOperator = (who: Viewing): boolean => who.roles.includes('OPERATOR');
const isProvider = (payment: Payment, who: Viewing): boolean => accountOf(payment.providerId) === who.account;

/** The order's customer, its provider once the money is held, and operators. */
export function maySee(payment: Payment, who: Viewing): boolean {
  if (accountOf(payment.customerId) === who.account || isOperator(who)) return true;
  return isProvider(payment, who) && isPositive(payment.authorized);
}

/** The order's provider, of what was captured, and operators. */
export const mayRefund = (payment: Payment, who: Viewing): boolean => isProvider(payment, who) || isOperator(who);
