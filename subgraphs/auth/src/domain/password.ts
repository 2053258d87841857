export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 200; // hashing takes longer with length

/** Why a password is too weak for the account with this address, in words; undefined for one that will do. */
export function weakness(password: string, email: string): string | undefined {
  const { length } = [...password];
  if (length < MIN_PASSWORD_LENGTH) return `Use at least ${MIN_PASSWORD_LENGTH} characters`;
  if (length > MAX_PASSWORD_LENGTH) return `Use at most ${MAX_PASSWORD_LENGTH} characters`;
  if (password.trim().toLowerCase() === email) return 'Use something other than the e-mail address';
  return undefined;
}
