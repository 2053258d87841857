/** Insults, as whole words: Scunthorpe and the stopcock pass. */
import { DataSet, englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity';
import type { Finding } from './finding.ts';
import { EXCUSED, INSULTS, LONGEST_SAYING } from './insult-words.ts';
import { folded, unleeted } from './spelling.ts';

/** Words of the English list that are everyday ones in a household, or in another language. */
const HARMLESS = new Set(['abo', 'anal', 'cock', 'cum', 'dyke', 'negro', 'scat', 'semen', 'sex']);

const english = new RegExpMatcher({
  ...new DataSet<{ originalWord: string }>()
    .addAll(englishDataset)
    .removePhrasesIf(({ metadata }) => HARMLESS.has(metadata?.originalWord ?? ''))
    .build(),
  ...englishRecommendedTransformers,
});

/** What may stand around an English insult for it to be the whole word still. */
const BEFORE = /^(?:mother|bull|horse|ape|bat|dip|chicken|dumb|cluster|mind|un|cock|arse)?$/;
const AFTER =
  /^(?:e?s|e?d|d?ers?|t?er|t?ing?s?|in|t?y|t?ier|ties|(?:hole|head|face|hat|wipe|wit|up|show|bag|load|stick|ard)s?)?$/;

const WORD = /[\p{L}\p{N}@$](?:[\p{L}\p{M}\p{N}@$!']*[\p{L}\p{M}\p{N}@$])?/gu;
/** Three or more single letters in a row, however they are set apart: `f u c k`, `f.u.c.k`. */
const SPACED_LETTERS = /(?<![\p{L}\p{N}])\p{L}(?:[ ._*-]{1,3}\p{L}){2,19}(?![\p{L}\p{N}])/gu;

const MAX_WORD = 40; // characters looked at on each side of a match

/** The insults in a plain text. */
export function findInsults(plain: string): readonly Finding[] {
  const joined = (plain.match(SPACED_LETTERS) ?? []).map((letters) => letters.replaceAll(/[ ._*-]/g, ''));
  return [plain, ...joined]
    .flatMap((text) => [...englishInsults(text), ...listedInsults(text)])
    .map((excerpt) => ({ kind: 'INSULT', excerpt }));
}

function englishInsults(text: string): readonly string[] {
  return english.getAllMatches(text).flatMap(({ startIndex, endIndex }) => {
    const before = /[\p{L}\p{M}\p{N}]*$/u.exec(text.slice(Math.max(0, startIndex - MAX_WORD), startIndex))?.[0] ?? '';
    const after = /^[\p{L}\p{M}\p{N}]*/u.exec(text.slice(endIndex + 1, endIndex + 1 + MAX_WORD))?.[0] ?? '';
    const word = before + text.slice(startIndex, endIndex + 1) + after;
    const whole = BEFORE.test(before.toLowerCase()) && AFTER.test(after.toLowerCase());
    // a number alone is a price or a flat, not leet: 455
    return whole && /\p{L}/u.test(word) && !EXCUSED.has(word.toLowerCase()) ? [word] : [];
  });
}

function listedInsults(text: string): readonly string[] {
  const words = text.match(WORD) ?? [];
  const forms = words.map(formsOf);
  const single = words.filter((_word, index) => forms[index]?.some((form) => INSULTS.has(form)));
  const plain = forms.map(([form]) => form ?? '');
  const sayings = plain.flatMap((_word, start) =>
    Array.from({ length: LONGEST_SAYING - 1 }, (_, more) => plain.slice(start, start + more + 2).join(' ')),
  );
  return [...single, ...sayings.filter((saying) => INSULTS.has(saying))];
}

/** The spellings under which a word can be listed; none for one that is excused as it stands. */
function formsOf(word: string): readonly string[] {
  const written = word.toLowerCase();
  const [first = '', ...others] = [written, unleetedWord(written)].flatMap((spelling) => {
    const form = folded(spelling).replaceAll("'", '');
    return [form, form.replaceAll(/(\p{L})\1{2,}/gu, '$1'), form.replaceAll(/(\p{L})\1{2,}/gu, '$1$1')];
  });
  return EXCUSED.has(written) ? [] : [first, ...others];
}

const unleetedWord = (word: string): string => (/\p{L}/u.test(word) ? unleeted(word) : word);
