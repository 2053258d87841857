import { DAY, HOUR } from '@marketplace/kernel/clock';
import type { AccountId } from '@marketplace/kernel/ids';

/** What a token that was sent by mail is good for. */
export type TokenPurpose = 'VERIFY_EMAIL' | 'RESET_PASSWORD';

/** How long, in the machine's time. A reset gives the whole account away, so that it is read soon or asked for again. */
export const ONE_TIME_TOKEN_MS: Readonly<Record<TokenPurpose, number>> = { VERIFY_EMAIL: DAY, RESET_PASSWORD: HOUR };

export interface OneTimeToken {
  /** Names the request that it answers: there is one token for each. */
  readonly request: string;
  /** The token itself is not kept. */
  readonly hash: string;
  readonly purpose: TokenPurpose;
  readonly accountId: AccountId;
  readonly expiresAt: Date;
}
