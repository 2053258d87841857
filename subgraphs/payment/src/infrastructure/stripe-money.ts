/** Stripe counts in a currency's smallest unit too, but for two that it keeps hundredths of. */
import { currencyCode, type Money, money } from '@marketplace/kernel/money';

const IN_HUNDREDTHS: ReadonlySet<string> = new Set(['ISK', 'UGX']);

const scaleOf = (currency: string): number => (IN_HUNDREDTHS.has(currency) ? 100 : 1);

export const toStripe = ({ amount, currency }: Money): { amount: number; currency: string } => ({
  amount: amount * scaleOf(currency),
  currency: currency.toLowerCase(),
});

export function fromStripe(amount: number, currency: string): Money {
  const code = currencyCode(currency.toUpperCase());
  return money(Math.round(amount / scaleOf(code)), code);
}
