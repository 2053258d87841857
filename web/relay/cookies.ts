/** The session's two cookies. No script can read them, and other sites' requests don't carry them. */
import type { IncomingMessage } from 'node:http';

const ACCESS = 'access';
const REFRESH = 'refresh';
/** As long as a refresh token lives. */
const REFRESH_SECONDS = 30 * 24 * 60 * 60;
const ACCESS_SECONDS = 10 * 60;

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

export function readTokens(request: IncomingMessage): Partial<Tokens> {
  const cookies = new Map<string, string>();
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0) cookies.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  const accessToken = cookies.get(ACCESS);
  const refreshToken = cookies.get(REFRESH);
  return { ...(accessToken ? { accessToken } : {}), ...(refreshToken ? { refreshToken } : {}) };
}

export const tokenCookies = ({ accessToken, refreshToken }: Tokens, secure: boolean): string[] => [
  cookie(ACCESS, accessToken, ACCESS_SECONDS, secure),
  cookie(REFRESH, refreshToken, REFRESH_SECONDS, secure),
];

export const noTokens = (secure: boolean): string[] => [cookie(ACCESS, '', 0, secure), cookie(REFRESH, '', 0, secure)];

const cookie = (name: string, value: string, seconds: number, secure: boolean): string =>
  `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? '; Secure' : ''}`;
