import { randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

// A prefix that scanners for leaked secrets know it by, as many characters as 256 bits need, a checksum: what was
// mistyped or cut off is told without asking the database.
const PREFIX = 'mkt_';
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RANDOM_CHARACTERS = 43;
const CHECKSUM_CHARACTERS = 6; // hold 32 bits
const FORM = new RegExp(`^(${PREFIX}[0-9A-Za-z]{${RANDOM_CHARACTERS}})([0-9A-Za-z]{${CHECKSUM_CHARACTERS}})$`);

export function newApiTokenSecret(): string {
  const random = Array.from({ length: RANDOM_CHARACTERS }, () => ALPHABET[randomInt(ALPHABET.length)]);
  const unchecked = PREFIX + random.join('');
  return unchecked + checksum(unchecked);
}

export function isApiTokenSecret(text: string): boolean {
  const [, unchecked, given] = FORM.exec(text) ?? [];
  return unchecked !== undefined && given === checksum(unchecked);
}

/** CRC-32 in base 62. */
function checksum(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let place = 0; place < CHECKSUM_CHARACTERS; place += 1) {
    digits = ALPHABET.charAt(rest % ALPHABET.length) + digits;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return digits;
}
