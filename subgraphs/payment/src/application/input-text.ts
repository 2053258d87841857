import { refuse } from '@marketplace/kernel/refusal';

const MAX_REASON_LENGTH = 500; // a few sentences
const MAX_TOKEN_LENGTH = 255; // longer than any gateway's

/** Why somebody did something, in their words. */
export const checkReason = (text: string, field: string): string => checkText(text, MAX_REASON_LENGTH, field);

/** What a gateway gave out to name a card or a bank account. */
export const checkToken = (text: string, field: string): string => checkText(text, MAX_TOKEN_LENGTH, field);

function checkText(text: string, longest: number, field: string): string {
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > longest || trimmed.includes('\0'))
    refuse('INVALID_INPUT', `Needs 1 to ${longest} characters.`, [field]);
  return trimmed;
}
