/** Texts by locale: one file for each language beside this one. */
import { formatMoney } from '@marketplace/kernel/money';
import type { KnownOrder } from '../known-order.ts';
import type { Detail, TextKey } from '../whom-to-tell.ts';
import { english } from './en.ts';
import type { Language, Text } from './language.ts';

/** The language for a BCP 47 locale. */
export function languageFor(_locale: string): Language {
  return english;
}

const MAX_REASON_LENGTH = 300; // what a person wrote, cut to what a notice can hold

export interface Names {
  readonly customer: string | undefined;
  readonly provider: string | undefined;
}

export function textOf(
  language: Language,
  key: TextKey,
  detail: Detail,
  order: KnownOrder | undefined,
  names: Names,
): Text {
  const { locale, dates } = language;
  return language.texts[key]({
    order: order ? inOneLine(order.title) : '',
    when: order ? localTime(order.start, order.timeZone, dates) : '',
    price: order ? formatMoney(order.price, locale) : '',
    amount: detail.amount ? formatMoney(detail.amount, locale) : '',
    customer: names.customer ?? language.aCustomer,
    provider: names.provider ?? language.aProvider,
    reason: shortened(inOneLine(detail.reason ?? '')),
    stars: detail.stars ?? 0,
  });
}

/** E.g. `Mon, 23 Nov 2026, 09:30`, as the clock on the wall shows it in that zone. */
function localTime(instant: Date, timeZone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(instant);
}

const inOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= MAX_REASON_LENGTH ? text : `${characters.slice(0, MAX_REASON_LENGTH).join('')}…`;
}
