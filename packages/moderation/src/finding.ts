export type FindingKind = 'LINK' | 'EMAIL' | 'PHONE' | 'HANDLE' | 'INSULT';

export interface Finding {
  readonly kind: FindingKind;
  /** What was found, in plain spelling: for a moderator to read, not to search the text for. */
  readonly excerpt: string;
}
