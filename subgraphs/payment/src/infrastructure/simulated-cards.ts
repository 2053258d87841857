/** The simulated gateway's test tokens, and what each does. Any other is declined. */
import type { IntentKind } from '../domain/intent.ts';

export type CardBehaviour =
  | 'ACCEPTS'
  | 'DECLINES'
  | 'HAS_TOO_LITTLE'
  | 'NEVER_ANSWERS'
  | 'DECLINES_CHARGE'
  | 'NEVER_ANSWERS_CHARGE'
  | 'ASKS_OWNER'
  | 'DECIDES_LATER'
  | 'TELLS_LATE'
  | 'TELLS_TWICE'
  | 'IS_CHARGED_BACK';

export const TEST_CARDS: Readonly<Record<string, CardBehaviour>> = {
  pm_card_visa: 'ACCEPTS',
  pm_card_declined: 'DECLINES',
  pm_card_insufficient_funds: 'HAS_TOO_LITTLE',
  /** The card is authorised, or charged, but the answer is lost. */
  pm_card_timeout: 'NEVER_ANSWERS',
  /** Authorises, and declines the charge at acceptance. */
  pm_card_charge_declined: 'DECLINES_CHARGE',
  /** Authorises; the charge is made, but its answer is lost. */
  pm_card_charge_timeout: 'NEVER_ANSWERS_CHARGE',
  /** Its owner confirms or refuses each payment on a page of the gateway's. */
  pm_card_authentication_required: 'ASKS_OWNER',
  /** The issuer takes its time; a webhook tells when it has decided. */
  pm_card_slow: 'DECIDES_LATER',
  /** Accepts; the webhook about it comes a minute later, when it is no news any more. */
  pm_card_late_webhook: 'TELLS_LATE',
  /** Accepts; its webhook comes three times. */
  pm_card_duplicate_webhooks: 'TELLS_TWICE',
  /** Accepts; ten minutes after the charge its bank takes the money back. */
  pm_card_chargeback: 'IS_CHARGED_BACK',
};

export interface TestBank {
  readonly label: string;
  readonly verified: boolean;
  readonly pays: boolean;
}

export const TEST_BANKS: Readonly<Record<string, TestBank>> = {
  ba_ok: { label: 'Test bank ••••6789', verified: true, pays: true },
  /** Known, but the gateway does not pay to it. */
  ba_unverified: { label: 'Test bank ••••0000', verified: false, pays: false },
  /** Verified, and closed since: every payout fails. */
  ba_fail: { label: 'Test bank ••••1116', verified: true, pays: false },
};

export type SimulatedKind = IntentKind | 'CHARGEBACK';

export type SimulatedState = 'SUCCEEDED' | 'FAILED' | 'NEEDS_CUSTOMER' | 'PROCESSING';
