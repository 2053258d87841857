const MAX_LENGTH = 2_000; // enough to tell what went wrong, little enough to list

/** What went wrong, as it is kept beside a message or a deadline. */
export function errorText(error: unknown): string {
  return storableText(error instanceof Error ? error.message : String(error)).slice(0, MAX_LENGTH);
}

/** PostgreSQL's text has no NUL. */
export const storableText = (text: string): string => text.replaceAll('\u0000', '\uFFFD');
