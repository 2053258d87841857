/** ISO 4217 code. */
export type CurrencyCode = string & { readonly __brand: 'CurrencyCode' };

/** An integer number of a currency's minor units (cents for USD, yen for JPY), within ±(2^53 − 1). */
export interface Money {
  readonly amount: number;
  readonly currency: CurrencyCode;
}

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

export function isCurrencyCode(text: string): text is CurrencyCode {
  return CURRENCIES.has(text);
}

/** Throws a fault for anything but a known ISO 4217 code: input from outside is checked at the edge. */
export function currencyCode(text: string): CurrencyCode {
  if (!isCurrencyCode(text)) throw new RangeError(`not a currency: ${text}`);
  return text;
}

export function money(amount: number, currency: CurrencyCode): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not an amount of minor units: ${amount}`);
  return { amount: amount === 0 ? 0 : amount, currency };
}

export const zero = (currency: CurrencyCode): Money => money(0, currency);
export const isZero = (m: Money): boolean => m.amount === 0;
export const isPositive = (m: Money): boolean => m.amount > 0;
export const isNegative = (m: Money): boolean => m.amount < 0;
export const negate = (m: Money): Money => money(-m.amount, m.currency);

export function add(a: Money, b: Money): Money {
  return money(a.amount + b.amount, sameCurrency(a, b));
}

export function subtract(a: Money, b: Money): Money {
  return money(a.amount - b.amount, sameCurrency(a, b));
}

/** Negative, zero or positive, as for sorting. */
export function compare(a: Money, b: Money): number {
  sameCurrency(a, b);
  return a.amount - b.amount;
}

export const equals = (a: Money, b: Money): boolean => a.currency === b.currency && a.amount === b.amount;
export const min = (a: Money, b: Money): Money => (compare(a, b) <= 0 ? a : b);

/**
 * `numerator / denominator` of an amount that is not negative, rounded half up, exact at any size.
 * Of two shares compute one and subtract, so that nothing is lost or made.
 */
export function share(m: Money, numerator: number, denominator: number): Money {
  if (m.amount < 0 || numerator < 0 || denominator <= 0)
    throw new RangeError('a share is of an amount that is not negative');
  const doubled = 2n * BigInt(m.amount) * BigInt(numerator) + BigInt(denominator);
  return money(Number(doubled / (2n * BigInt(denominator))), m.currency);
}

/** E.g. `€84.00` in `en`. For logs, mails and the terminal; the web formats for itself. */
export function formatMoney(m: Money, locale = 'en'): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: m.currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(m.amount / 10 ** digits);
}

function sameCurrency(a: Money, b: Money): CurrencyCode {
  if (a.currency !== b.currency) throw new RangeError(`currencies never mix: ${a.currency} and ${b.currency}`);
  return a.currency;
}
