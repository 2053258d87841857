/** Words as search compares them: without case, accents and punctuation, in any script. */
export function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((word) => word !== '');
}

/** One text of many, each word once and with a space on both sides, so that ` wor` finds what begins with it. */
export function searchableText(...texts: readonly string[]): string {
  return ` ${[...new Set(texts.flatMap(wordsOf))].join(' ')} `;
}

/** Whether each word begins one of the text's: the rule that every store keeps. */
export const containsWords = (searchable: string, words: readonly string[]): boolean =>
  words.every((word) => searchable.includes(` ${word}`));
