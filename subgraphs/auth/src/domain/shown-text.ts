export const MAX_NAME_LENGTH = 80;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/; // those that turn text around, too

/** One line of text that others are shown, in its one form; undefined for what is empty, too long or more than a line. */
export function shownText(text: string, maxLength: number): string | undefined {
  const shown = text.trim().normalize('NFC');
  const fits = shown !== '' && [...shown].length <= maxLength && !CONTROL_CHARACTERS.test(shown);
  return fits ? shown : undefined;
}
