import { refuse } from '@marketplace/kernel/refusal';
import { inspect } from '@marketplace/moderation/inspect';

// What people write by hand: generous for them, small for an event that carries it.
export const MAX_REASON_LENGTH = 1_000;
export const MAX_NOTE_LENGTH = 2_000;
export const MAX_ADDRESS_LENGTH = 500;
export const MAX_TITLE_LENGTH = 120;
export const MAX_TEXT_LENGTH = 2_000; // a description, or a message

/** The text without white space around it. Refuses with INVALID_INPUT what is empty or too long. */
export function given(text: string, maxLength: number, ...field: string[]): string {
  const trimmed = text.trim();
  if (trimmed.length === 0) refuse('INVALID_INPUT', 'This may not be empty.', field);
  if (trimmed.length > maxLength) refuse('INVALID_INPUT', `This has at most ${maxLength} characters.`, field);
  return trimmed;
}

/** The same for what may be left out: null when it is, or is empty. */
export function optional(text: string | null | undefined, maxLength: number, ...field: string[]): string | null {
  return text?.trim() ? given(text, maxLength, ...field) : null;
}

/**
 * Refuses with CONTENT_REJECTED insults, and where the two sides have no order yet links and contact details too: until then
 * they find each other here alone.
 */
export function checkContent(text: string, contact: 'allowed' | 'not allowed', ...field: string[]): void {
  const found = inspect(text).filter(({ kind }) => contact === 'not allowed' || kind === 'INSULT');
  if (found.some(({ kind }) => kind === 'INSULT')) refuse('CONTENT_REJECTED', 'Please write without insults.', field);
  if (found.length > 0)
    refuse('CONTENT_REJECTED', 'Links and contact details can be given once an order is accepted, not before.', field);
}
