/**
 * The automatic rules for what people write to each other: no way around the marketplace (links, e-mail addresses, phone
 * numbers, names on messengers), no insults. Pure, and linear in the text's length.
 */
import { findAddresses } from './addresses.ts';
import type { Finding } from './finding.ts';
import { findInsults } from './insults.ts';
import { findPhones } from './phones.ts';
import { plainText } from './spelling.ts';

const MAX_EXCERPT_LENGTH = 80; // characters: enough to see what it is

/** What the rules find in a text, each thing once; empty for a text that none of them minds. */
export function inspect(text: string): readonly Finding[] {
  const plain = plainText(text);
  const { findings: addresses, rest } = findAddresses(plain);
  const all = [...addresses, ...findPhones(rest), ...findInsults(plain)].map(({ kind, excerpt }) => ({
    kind,
    excerpt: [...excerpt.trim()].slice(0, MAX_EXCERPT_LENGTH).join(''),
  }));
  return [...new Map(all.map((finding) => [`${finding.kind} ${finding.excerpt}`, finding])).values()];
}
