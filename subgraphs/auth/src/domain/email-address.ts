const MAX_LENGTH = 254; // RFC 5321's path without its brackets
const ADDRESS = /^[^\s@"<>()]+@[^\s@.]+(\.[^\s@.]+)+$/; // whether mail arrives is for a mail to find out

/** The one form of an address, or undefined for what can't be one. */
export function emailAddress(text: string): string | undefined {
  const address = text.trim().normalize('NFC').toLowerCase();
  return address.length <= MAX_LENGTH && ADDRESS.test(address) ? address : undefined;
}
