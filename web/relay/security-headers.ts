import type { ServerResponse } from 'node:http';

/**
 * Nothing from any other host, and no script but the app's own. Style attributes are needed by the map and by
 * Nuxt UI's positioning; they can't run code.
 */
export function setSecurityHeaders(response: ServerResponse, nonce: string, secure: boolean): void {
  response.setHeader(
    'content-security-policy',
    [
      "default-src 'none'",
      `script-src 'self' 'nonce-${nonce}'`,
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "font-src 'self' data:",
      "connect-src 'self'",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; '),
  );
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'strict-origin-when-cross-origin');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('permissions-policy', 'geolocation=(self), camera=(), microphone=()');
  if (secure) response.setHeader('strict-transport-security', 'max-age=31536000');
}
