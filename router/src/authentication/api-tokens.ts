import type { AccountId, ApiTokenId } from '@marketplace/kernel/ids';
import type { Logger } from '@marketplace/kernel/logger';
import type { Role, Scope } from '@marketplace/kernel/roles';
import { boundedCache } from '../bounded-cache.ts';
import { type Authentication, InvalidToken, VerificationUnavailable, type VerifiedToken } from './authentication.ts';
import { tokenDigest } from './token-digest.ts';
import { watchers } from './watchers.ts';

/** What auth says of a live API token. */
export interface TokenRights {
  readonly token: ApiTokenId;
  readonly account: AccountId;
  readonly name: string | null;
  readonly roles: readonly Role[];
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date | null;
}

/** Asks auth. Undefined for what is no API token, or none any more. */
export type VerifyApiToken = (secret: string) => Promise<TokenRights | undefined>;

export const isApiToken = (token: string): boolean => token.startsWith('mkt_');

/** What auth makes: anything else is none, without asking. */
const FORM = /^mkt_[0-9A-Za-z]{49}$/;
/** A revoked token counts nowhere after five seconds: auth's answer may be kept this long. */
const VERDICT_MS = 3_000;
/** Verdicts remembered, good and bad. */
const VERDICTS_KEPT = 20_000;
/** Asked of auth at the same time: a flood of made-up tokens must not queue up here. */
const MAX_ASKING = 500;
/** How often the tokens of open sockets are looked at again; auth is asked when the verdict is too old. */
const SWEEP_MS = 1_000;
/** Of those, at the same time. */
const SWEEP_WIDTH = 16;

export interface ApiTokenSettings {
  readonly verify: VerifyApiToken;
  readonly logger: Logger;
  readonly sweepMs?: number;
  readonly now?: () => number;
}

/** Tokens of programs, of which auth alone knows what they are worth. */
export function apiTokenAuthentication({
  verify,
  logger,
  sweepMs = SWEEP_MS,
  now = Date.now,
}: ApiTokenSettings): Authentication {
  const verdicts = boundedCache<{ readonly until: number; readonly rights: Promise<TokenRights | undefined> }>(
    VERDICTS_KEPT,
  );
  const watching = watchers<string>();
  const secrets = new Map<string, string>(); // of open sockets, by digest: they are asked about again
  let asking = 0;

  function rightsOf(digest: string, secret: string): Promise<TokenRights | undefined> {
    const known = verdicts.get(digest);
    if (known && known.until > now()) return known.rights;
    if (asking >= MAX_ASKING) throw new VerificationUnavailable('too many API tokens are being verified');
    asking += 1;
    const rights = verify(secret).finally(() => {
      asking -= 1;
    });
    const verdict = { until: now() + VERDICT_MS, rights };
    verdicts.set(digest, verdict);
    rights.catch(() => {
      if (verdicts.get(digest) === verdict) verdicts.delete(digest); // no answer is no verdict
    });
    return rights;
  }

  async function verifyToken(secret: string): Promise<VerifiedToken> {
    const rights = FORM.test(secret) ? await asked(rightsOf, tokenDigest(secret), secret) : undefined;
    const expired = rights?.expiresAt && rights.expiresAt.getTime() <= now();
    if (!rights || expired) throw new InvalidToken('there is no such API token');
    const { token, ...rest } = rights;
    return { ...rest, apiToken: token, signIn: null };
  }

  async function check([digest, secret]: readonly [string, string]): Promise<void> {
    if (!watching.has(digest)) return void secrets.delete(digest);
    try {
      await verifyToken(secret);
    } catch (error) {
      if (error instanceof InvalidToken) watching.tell(digest);
      else logger.warn({ err: error }, 'an API token in use can not be verified again: it counts until it can be');
    }
  }

  const sweep = sweeping(sweepMs, async () => {
    const due = [...secrets];
    while (due.length > 0) await Promise.all(due.splice(0, SWEEP_WIDTH).map(check));
  });
  return {
    verifyToken,
    watch(secret, _verified, ended) {
      const digest = tokenDigest(secret);
      secrets.set(digest, secret);
      return watching.add(digest, ended);
    },
    async ready() {},
    close: sweep.close,
  };
}

async function asked<T>(ask: (digest: string, secret: string) => Promise<T>, digest: string, secret: string) {
  try {
    return await ask(digest, secret);
  } catch (error) {
    if (error instanceof VerificationUnavailable) throw error;
    throw new VerificationUnavailable('API tokens can not be verified', { cause: error });
  }
}

/** Does the work again and again, never twice at the same time. */
function sweeping(ms: number, work: () => Promise<void>): { close(): Promise<void> } {
  let closed = false;
  let current: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;
  const wait = () => {
    timer = setTimeout(() => {
      current = work().then(() => (closed ? undefined : wait()));
    }, ms);
  };
  wait();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await current;
    },
  };
}
