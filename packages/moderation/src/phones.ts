/** Phone numbers, as they are written in any of the countries, digits put in words included. */
import type { Finding } from './finding.ts';

const DIGIT_WORD = [
  'zero one two three four five six seven eight nine',
  'null eins zwei drei vier fünf sechs sieben acht neun',
  'zéro un deux trois quatre cinq six sept huit neuf',
  'cero uno dos tres cuatro cinco seis siete ocho nueve',
  'uno due tre quattro cinque sei sette otto nove',
  'nul een twee drie vier vijf zes zeven acht negen',
  'um dois três quatro cinco seis sete oito',
  'jeden dwa trzy cztery pięć sześć siedem osiem dziewięć',
]
  .flatMap((words) => words.split(' '))
  .toSorted((a, b) => b.length - a.length) // the longest that fits: `sei` is the beginning of `seis`
  .join('|');
/** Seven or more digits in a row, any of them a word: nobody counts so far in a review. */
const DIGITS_IN_WORDS = new RegExp(
  `(?<!\\p{L})(?:(?:${DIGIT_WORD}|\\d{1,4})[ ,.-]{1,3}){6,19}(?:${DIGIT_WORD}|\\d)(?!\\p{L})`,
  'giu',
);

const O_FOR_ZERO = /(?<=\d)o(?!\p{L})|(?<!\p{L})o(?=\d)/giu;
/** Dates, and ranges of days or hours: `03.06.2026`, `2026-06-03`, `04.06.-07.06.`, `08.00-16.30`. */
const DATES =
  /(?<![+\d][./-]?)(?:\d{1,2}[./-]\d{1,2}[./-](?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}\.\d{1,2}\.? ?[–-] ?\d{1,2}\.\d{1,2}\.?)(?![./]?\d)/gu;
const CANDIDATE = /(?<![\p{L}\d.,])(?:\+ ?)?\(?\+?\d(?:[ ()/.–-]{0,3}\d){6,19}(?![\p{L}\d])/gu;

/** The phone numbers in a plain text. */
export function findPhones(plain: string): readonly Finding[] {
  const inWords = (plain.match(DIGITS_IN_WORDS) ?? []).filter((digits) => /\p{L}/u.test(digits));
  const inDigits = plain.replaceAll(O_FOR_ZERO, '0').replaceAll(DATES, ' | ').match(CANDIDATE) ?? [];
  return [...inWords, ...inDigits.filter(isPhone)].map((excerpt) => ({ kind: 'PHONE', excerpt }));
}

function isPhone(written: string): boolean {
  const digits = written.replaceAll(/\D/g, '');
  if (digits.replace(/^00/, '').length > 15) return false; // the longest that there are (E.164)
  if (/^\(?\+|^\(?00/.test(written)) return digits.length >= 8;
  if (digits.startsWith('0')) return digits.length >= 9 && !/^0\.\d+$/.test(written);
  const groups = written
    .split(/\D+/)
    .filter(Boolean)
    .map((group) => group.length);
  switch (groups.join(' ')) {
    case '3 3 4':
    case '1 3 3 4': // North America
      return /^1?[2-9]\d\d[2-9]/.test(digits);
    case '3 3 3': // Spain, Portugal, Poland
      return /^[4-9]/.test(digits);
    case '3 2 2 2':
      return /^[4-9]/.test(digits);
    case '4 4': // Singapore, Norway, Hong Kong; not a range of years
      return !/^(?:19|20)\d\d(?:19|20)\d\d$/.test(digits);
    default:
      return groups.length === 1 && digits.length >= 9 && digits.length <= 12;
  }
}
