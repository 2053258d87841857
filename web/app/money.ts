/** Digits behind the point of a currency: 2 for EUR, 0 for JPY. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** The minor units of what somebody typed: "49,90" and "49.90" are 4990 of EUR. Undefined when it is no amount above zero. */
export function parseAmount(typed: string, currency: string): number | undefined {
  const digits = minorDigits(currency);
  const [, whole, fraction = ''] = /^\s*(\d{1,9})(?:[.,](\d*))?\s*$/.exec(typed) ?? [];
  if (whole === undefined || fraction.length > digits) return undefined;
  const amount = Number(whole) * 10 ** digits + Number(fraction.padEnd(digits, '0') || 0);
  return amount > 0 ? amount : undefined;
}

/** The provider's part of a price, until payment books the real one. */
export const providerShare = (amount: number): number => Math.round(amount * 0.9);
