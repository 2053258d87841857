/** What the automatic rules say of a text. They stand outside the domain; what follows from them is decided here. */

export const FINDING_KINDS = ['LINK', 'EMAIL', 'PHONE', 'HANDLE', 'INSULT'] as const;

export interface Finding {
  readonly kind: (typeof FINDING_KINDS)[number];
  /** What was found, in plain spelling. */
  readonly excerpt: string;
}

export interface Inspection {
  readonly findings: readonly Finding[];
  /** Whether the text says anything at all, or is punctuation alone. */
  readonly meaningful: boolean;
}

const IN_WORDS: Readonly<Record<Finding['kind'], string>> = {
  LINK: 'a link',
  EMAIL: 'an e-mail address',
  PHONE: 'a phone number',
  HANDLE: 'a name on a messenger',
  INSULT: 'an insult',
};

export const findingInWords = ({ kind, excerpt }: Finding): string => `${IN_WORDS[kind]}: ${excerpt}`;

export const SAYS_NOTHING = 'This text says nothing.';

/** Why a text that nobody looks at first cannot stand, for its author to read; undefined when it can. */
export function rejectionOf({ findings, meaningful }: Inspection): string | undefined {
  if (!meaningful) return SAYS_NOTHING;
  return findings.length > 0 ? `Please leave out ${findings.map(findingInWords).join('; ')}.` : undefined;
}
