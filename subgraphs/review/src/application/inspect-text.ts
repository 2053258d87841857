import { inspect } from '@marketplace/moderation/inspect';
import { hasMeaning } from '@marketplace/moderation/meaning';
import type { Inspection } from '../domain/inspection.ts';
import { MAX_COMMENT_LENGTH } from '../domain/review.ts';

const MAX_INSPECTED = 2 * MAX_COMMENT_LENGTH; // UTF-16 units, of which a character has at most two; longer is refused anyway

/** What the automatic rules say of a comment or a reply. */
export function inspection(text: string): Inspection {
  const inspected = text.slice(0, MAX_INSPECTED);
  return { findings: inspect(inspected), meaningful: hasMeaning(inspected) };
}
