import { earlier, later, MINUTE } from '@marketplace/kernel/clock';
import type { SignInId } from '@marketplace/kernel/ids';
import { ACCESS_TOKEN_MS } from '../domain/sign-in.ts';
import type { AuthParts } from './ports.ts';

const PAGE = 10_000;
/** Far longer than a transaction lasts: what it ended carries the time at which it began. */
const LATE_MS = MINUTE;

export interface EndedSignIns {
  /** Some of them may have been told before. */
  readonly ended: readonly EndedSignIn[];
  /** What to ask with the next time; in a few seconds, or at once when `more`. */
  readonly next: Date;
  readonly more: boolean;
}

export interface EndedSignIn {
  readonly signIn: SignInId;
  readonly endedAt: Date;
  /** By then its last access token has expired by itself. */
  readonly accessTokensEndBy: Date;
}

/** Sign-ins that have ended since, in order, as far as access tokens made in them may still look good. Null: all those. */
export async function endedSignIns({ accounts, machineClock }: AuthParts, since: Date | null): Promise<EndedSignIns> {
  const now = machineClock.now();
  const oldest = earlier(now, ACCESS_TOKEN_MS + LATE_MS);
  const found = await accounts.endedSignIns(since && since > oldest ? since : oldest, PAGE);
  const ended = found.map(({ id, endedAt }) => ({
    signIn: id,
    endedAt,
    accessTokensEndBy: later(endedAt, ACCESS_TOKEN_MS),
  }));
  const last = ended.at(-1);
  const more = ended.length === PAGE && last !== undefined;
  return { ended, next: more ? last.endedAt : earlier(now, LATE_MS), more };
}
