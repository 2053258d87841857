/** Whether a text says anything at all: it has a letter, a digit or a picture, and not punctuation and blanks alone. */
export const hasMeaning = (text: string): boolean => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text);
