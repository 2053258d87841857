/** Texts by locale: one file for each language beside this one. */
import { formatMoney, type Money } from '@marketplace/kernel/money';
import type { Detail, TextKey } from '../whom-to-tell.ts';
import { german } from './de.ts';
import { english } from './en.ts';
import type { Language, Text } from './language.ts';

/** The first is for those whose own is not among them. */
export const LANGUAGES: readonly Language[] = [english, german];

/** How somebody is told things. */
export interface Reader {
  readonly language: Language;
  /** Of amounts: the reader's whole locale, where it is one of the language. */
  readonly locale: string;
  /** Of dates. */
  readonly dates: string;
  /** Null: times are told as the clock shows them where the work is done. */
  readonly timeZone: string | null;
}

/** `locale`: BCP 47. */
export function readerOf({ locale, timeZone }: { readonly locale: string; readonly timeZone: string | null }): Reader {
  const language = LANGUAGES.find((each) => speaks(locale, each)) ?? english;
  const regional = speaks(locale, language) && new Intl.Locale(locale).region !== undefined;
  return {
    language,
    locale: regional ? locale : language.locale,
    dates: regional ? locale : language.dates,
    timeZone,
  };
}

/** Whether there are texts for a BCP 47 locale. */
export const isSpoken = (locale: string): boolean => LANGUAGES.some((language) => speaks(locale, language));

function speaks(locale: string, { locale: language }: Language): boolean {
  try {
    return new Intl.Locale(locale).language === language;
  } catch {
    return false; // no tag at all
  }
}

const MAX_REASON_LENGTH = 300; // what a person wrote, cut to what a notice can hold

export interface Names {
  readonly customer: string | undefined;
  readonly provider: string | undefined;
}

/** What a text is about: an order, a job or a quote. */
export interface Topic {
  readonly title: string;
  readonly price?: Money;
  readonly start?: Date;
  /** Where the work is done; missing where that is not known. */
  readonly timeZone?: string;
}

export function textOf(reader: Reader, key: TextKey, detail: Detail, topic: Topic | undefined, names: Names): Text {
  const { language, locale } = reader;
  return language.texts[key]({
    order: topic ? inOneLine(topic.title) : '',
    when: topic?.start ? startOf(topic.start, topic.timeZone, reader) : '',
    price: topic?.price ? formatMoney(topic.price, locale) : '',
    amount: detail.amount ? formatMoney(detail.amount, locale) : '',
    customer: names.customer ?? language.aCustomer,
    provider: names.provider ?? language.aProvider,
    reason: shortened(inOneLine(detail.reason ?? '')),
    stars: detail.stars ?? 0,
    url: detail.url ?? '',
  });
}

/** In the reader's zone; where the work is done the clock may show another time, which then stands beside it. */
function startOf(start: Date, place: string | undefined, reader: Reader): string {
  const { language, dates, timeZone } = reader;
  if (place === undefined) return instantIn(start, reader);
  const there = localTime(start, place, dates);
  if (timeZone === null) return there;
  const here = localTime(start, timeZone, dates);
  return here === there ? there : `${here} (${language.onSite(there)})`;
}

/** E.g. `Mon, 23 Nov 2026, 09:30`, as the clock on the wall shows it in that zone. */
function localTime(instant: Date, timeZone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { ...DAY_AND_TIME, timeZone }).format(instant);
}

const DAY_AND_TIME = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
} as const;

/** With the zone's name, for what happens at no particular place. */
export const instantIn = (instant: Date, { dates, timeZone }: Reader): string =>
  new Intl.DateTimeFormat(dates, { ...DAY_AND_TIME, timeZone: timeZone ?? 'UTC', timeZoneName: 'short' }).format(
    instant,
  );

const inOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= MAX_REASON_LENGTH ? text : `${characters.slice(0, MAX_REASON_LENGTH).join('')}…`;
}
