import type { SignInId } from '@marketplace/kernel/ids';
import type { Logger } from '@marketplace/kernel/logger';
import { VerificationUnavailable } from './authentication.ts';
import { watchers } from './watchers.ts';

/** What auth says of sign-ins that have ended while access tokens made in them still look good. */
export interface EndedPage {
  readonly ended: readonly { readonly signIn: SignInId; readonly accessTokensEndBy: Date }[];
  /** What to ask with the next time; at once when `more`. */
  readonly next: Date;
  readonly more: boolean;
}

/** Null asks for all of them. */
export type FetchEnded = (since: Date | null) => Promise<EndedPage>;

/** The deny list, always a copy of auth's. While auth can't be asked it stays as last known. */
export interface EndedSignIns {
  has(signIn: SignInId): boolean;
  /** Calls `ended`, once, when the sign-in ends; at once when it has. Returns what ends the watch. */
  watch(signIn: SignInId, ended: () => void): () => void;
  /** Rejects until the list is there for the first time. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** A sign-out counts everywhere within five seconds: this, and the time to ask. */
const POLL_MS = 2_000;
/** As long as an access token is accepted after its time, since clocks differ. */
export const CLOCK_TOLERANCE_MS = 5_000;

export interface EndedSignInsSettings {
  readonly fetch: FetchEnded;
  readonly logger: Logger;
  readonly pollMs?: number;
  readonly now?: () => number;
}

export function endedSignIns({ fetch, logger, pollMs = POLL_MS, now = Date.now }: EndedSignInsSettings): EndedSignIns {
  // As many as sign-ins end in eleven minutes. Dropping one would let its tokens in again, so there is no other bound.
  const keptUntil = new Map<SignInId, number>();
  const watching = watchers<SignInId>();
  let since: Date | null = null;
  let failing = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  async function poll(): Promise<void> {
    try {
      await takeAll();
      if (failing) logger.info({}, 'ended sign-ins are known again');
      failing = false;
    } catch (error) {
      if (!failing && !closed)
        logger.warn({ err: error }, 'ended sign-ins can not be asked for: the last known ones count');
      failing = true;
    }
    for (const [signIn, until] of keptUntil) if (until <= now()) keptUntil.delete(signIn);
    if (!closed) timer = setTimeout(() => (polling = poll()), pollMs);
  }

  async function takeAll(): Promise<void> {
    for (let more = true; more && !closed; ) {
      const page: EndedPage = await fetch(since);
      for (const { signIn, accessTokensEndBy } of page.ended) {
        keptUntil.set(signIn, accessTokensEndBy.getTime() + CLOCK_TOLERANCE_MS);
        watching.tell(signIn);
      }
      since = page.next;
      more = page.more;
    }
  }

  let polling = poll();
  return {
    has: (signIn) => keptUntil.has(signIn),
    watch(signIn, ended) {
      if (!keptUntil.has(signIn)) return watching.add(signIn, ended);
      ended();
      return () => {};
    },
    async ready() {
      if (since === null) throw new VerificationUnavailable('which sign-ins have ended is not known yet');
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await polling;
    },
  };
}
