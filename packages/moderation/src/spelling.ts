/** One spelling for what can be written in many ways. */

/** Compatibility forms (full width, ligatures) resolved, invisible characters gone, blanks and line breaks one space each. */
export const plainText = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s+/gu, ' ');

/** In lower case and without accents, `ß` as `ss`. */
export const folded = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o');

const LEET: ReadonlyMap<string, string> = new Map([
  ['0', 'o'],
  ['1', 'i'],
  ['3', 'e'],
  ['4', 'a'],
  ['5', 's'],
  ['7', 't'],
  ['8', 'b'],
  ['@', 'a'],
  ['$', 's'],
  ['!', 'i'],
]);

/** Digits and signs that stand for letters as those letters. */
export const unleeted = (word: string): string => word.replaceAll(/[0134578@$!]/g, (sign) => LEET.get(sign) ?? sign);
