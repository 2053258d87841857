import type { PriceFragment } from '~/graphql/operations.gen';
import { minorDigits } from '~/money';

/** 24-hour times in both languages. */
const TAGS = { en: 'en-GB', de: 'de-DE' } as const;

interface Window {
  readonly start: string;
  readonly end: string;
}

/** The visitor's zone: told by the browser once, kept in a cookie, so that the server renders the same times. */
export function useZone() {
  const cookie = useCookie<string | undefined>('zone', { maxAge: 365 * 24 * 60 * 60, sameSite: 'lax' });
  return useState('zone', () => validZone(cookie.value) ?? 'UTC');
}

export function validZone(zone: string | undefined): string | undefined {
  try {
    return zone && new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone ? zone : undefined;
  } catch {
    return undefined;
  }
}

/** Money, times and distances as the visitor reads them. All instants are RFC 3339 text. */
export function useFormats() {
  const locale = useLocale();
  const zone = useZone();
  const text = useText();
  const tag = TAGS[locale.value];
  const date = (instant: string | Date, options: Intl.DateTimeFormatOptions, timeZone = zone.value) =>
    new Intl.DateTimeFormat(tag, { ...options, timeZone }).format(new Date(instant));
  const time = (instant: string | Date, timeZone?: string) =>
    date(instant, { hour: '2-digit', minute: '2-digit' }, timeZone);
  const day = (instant: string | Date, timeZone?: string) =>
    date(instant, { weekday: 'short', day: 'numeric', month: 'short' }, timeZone);
  const number = (value: number, options?: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(tag, options).format(value);

  return {
    tag,
    time,
    day,
    date,
    number,
    /** "€84.00"; whole amounts of prices may drop the zeros with `short`. */
    money({ amount, currency }: PriceFragment, { short = false } = {}): string {
      const digits = minorDigits(currency);
      const whole = short && amount % 10 ** digits === 0;
      const fractionDigits = whole ? 0 : digits;
      return number(amount / 10 ** digits, {
        style: 'currency',
        currency,
        minimumFractionDigits: fractionDigits,
        maximumFractionDigits: fractionDigits,
      });
    },
    /** "Tue 24 Nov, 14:00–16:00" */
    window({ start, end }: Window, timeZone?: string): string {
      const over = day(start, timeZone) === day(end, timeZone) ? '' : `${day(end, timeZone)}, `;
      return `${day(start, timeZone)}, ${time(start, timeZone)}–${over}${time(end, timeZone)}`;
    },
    /** "Berlin time" */
    zoneName: (timeZone = zone.value) => text.common.timeIn(cityOf(timeZone)),
    /** Whether clocks there show something else than the visitor's. */
    elsewhere: (timeZone: string | null | undefined, at: string | Date) =>
      Boolean(timeZone) && date(at, FULL, timeZone ?? undefined) !== date(at, FULL),
    distance: (meters: number) =>
      meters < 1000
        ? number(meters, { style: 'unit', unit: 'meter' })
        : number(meters / 1000, { style: 'unit', unit: 'kilometer', maximumFractionDigits: meters < 10_000 ? 1 : 0 }),
    length: (minutes: number) =>
      minutes % 60 && minutes < 90
        ? text.common.minutes(minutes)
        : text.common.hours(number(minutes / 60, { maximumFractionDigits: 2 })),
    month: (instant: string | Date) => date(instant, { month: 'short', year: 'numeric' }),
  };
}

const FULL: Intl.DateTimeFormatOptions = { dateStyle: 'short', timeStyle: 'short' };

const cityOf = (zone: string): string => (zone.split('/').pop() ?? zone).replaceAll('_', ' ');
