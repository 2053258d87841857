/** Keeps a browser signed in: renews its access token before it ends, once however many requests ask for it. */
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { noTokens, readTokens, type Tokens, tokenCookies } from './cookies.ts';
import { askForSession } from './upstream.ts';

/** A token is renewed this long before its end, so that it does not end on its way. */
const RENEW_BEFORE_MS = 60_000;
/** Requests that left the browser before the new cookies came still carry the old token. */
const KEEP_RENEWED_MS = 30_000;

/** A request's rights, and what to tell its browser. */
export interface LiveSession {
  readonly accessToken?: string | undefined;
  readonly setCookies: readonly string[];
}

export interface Sessions {
  of(request: IncomingMessage): Promise<LiveSession>;
  /** After the API has refused the access token. */
  renewed(request: IncomingMessage): Promise<LiveSession>;
}

export function createSessions({ apiUrl, secure }: { readonly apiUrl: string; readonly secure: boolean }): Sessions {
  const renewals = new Map<string, Promise<Tokens | null>>();

  function renew(refreshToken: string, userAgent: string | undefined): Promise<Tokens | null> {
    const under = renewals.get(refreshToken);
    if (under) return under;
    const renewal = askForSession(apiUrl, 'refreshSession', { refreshToken }, { userAgent }).then(
      ({ tokens }) => {
        setTimeout(() => renewals.delete(refreshToken), KEEP_RENEWED_MS).unref();
        return tokens;
      },
      (error: unknown) => {
        renewals.delete(refreshToken);
        throw error;
      },
    );
    renewals.set(refreshToken, renewal);
    return renewal;
  }

  async function renewed(request: IncomingMessage): Promise<LiveSession> {
    const { refreshToken } = readTokens(request);
    const tokens = refreshToken ? await renew(refreshToken, request.headers['user-agent']) : null;
    if (!tokens) return { setCookies: noTokens(secure) };
    return { accessToken: tokens.accessToken, setCookies: tokenCookies(tokens, secure) };
  }

  return {
    renewed,
    async of(request) {
      const { accessToken, refreshToken } = readTokens(request);
      if (accessToken && endOf(accessToken) - Date.now() > RENEW_BEFORE_MS) return { accessToken, setCookies: [] };
      if (!accessToken && !refreshToken) return { setCookies: [] };
      return renewed(request);
    },
  };
}

const claims = z.object({ exp: z.number() });

/** Only to know when to renew: whether the token is good is the API's to say. */
function endOf(token: string): number {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
    return claims.parse(JSON.parse(payload)).exp * 1000;
  } catch {
    return 0;
  }
}
