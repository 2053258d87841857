import { refuse } from '@marketplace/kernel/refusal';

/** In words what is wrong with a text, or undefined. No store takes NUL or half a surrogate pair. */
export function textProblem(text: string, maxLength: number): string | undefined {
  if ([...text].length > maxLength) return `At most ${maxLength} characters.`;
  return text.includes('\0') || !text.isWellFormed() ? 'This text has characters that cannot be stored.' : undefined;
}

/** Refuses with INVALID_INPUT a text that is blank, too long or not to be stored. */
export function checkText(text: string, maxLength: number, field: string): void {
  const problem = text.trim() === '' ? 'This needs some text.' : textProblem(text, maxLength);
  if (problem) refuse('INVALID_INPUT', problem, [field]);
}
