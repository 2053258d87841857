import type { AccountId } from '@marketplace/kernel/ids';
import type { Push, PushSubscription, PushSubscriptionId } from '../domain/push.ts';

export const MAX_PUSH_SUBSCRIPTIONS = 20; // browsers that a person uses, and some that they have left behind

/** What a transaction can do with subscribed browsers. */
export interface PushRecords {
  pushSubscriptions(account: AccountId): Promise<readonly PushSubscription[]>;
  /** One with the same endpoint is replaced, whosever it was. Of the account's the newest MAX_PUSH_SUBSCRIPTIONS stay. */
  savePushSubscription(subscription: PushSubscription): Promise<void>;
  removePushSubscription(account: AccountId, endpoint: string): Promise<void>;
}

export interface PushReads {
  pushSubscription(id: PushSubscriptionId): Promise<PushSubscription | undefined>;
}

/** Pushes kept instead of sent. */
export interface PushStore {
  /** Keeps the newest MAX_STORED. The same id again replaces it. */
  save(push: StoredPush): Promise<void>;
  /** Newest first. */
  latest(limit: number): Promise<readonly StoredPush[]>;
}

export interface StoredPush extends Push {
  readonly endpoint: string;
  readonly sentAt: Date;
}

export interface Pusher {
  /** What browsers subscribe with; null where nobody can. */
  readonly key: string | null;
  /** What stands against an endpoint, in words; undefined when nothing does. */
  objection(endpoint: string): string | undefined;
  /** Resolves when the push service has taken it. Throws PushGone when it never will, anything else to try again. */
  send(push: Push, to: PushSubscription): Promise<void>;
}

/** The browser does not want to be told any more, or its push service does not take what we send. */
export class PushGone extends Error {
  override readonly name = 'PushGone';
}
