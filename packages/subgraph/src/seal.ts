/** A text that shows who wrote it: an HMAC under a key that only writer and reader know. It is not hidden. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Fit for a URL's path and for a header. */
export function seal(text: string, key: Buffer): string {
  const body = Buffer.from(text).toString('base64url');
  return `${body}.${mac(body, key).toString('base64url')}`;
}

/** The text, or undefined for anything that was not sealed under this key. */
export function unseal(sealed: string, key: Buffer): string | undefined {
  const [body, given, ...more] = sealed.split('.');
  if (!body || !given || more.length > 0) return undefined;
  const expected = mac(body, key);
  const bytes = Buffer.from(given, 'base64url');
  if (bytes.length !== expected.length || !timingSafeEqual(bytes, expected)) return undefined;
  return Buffer.from(body, 'base64url').toString('utf8');
}

const mac = (body: string, key: Buffer): Buffer => createHmac('sha256', key).update(body).digest();
