import type { AccountId, Id } from '@marketplace/kernel/ids';
import { type Notification, pathOf } from './notification.ts';

export type PushSubscriptionId = Id<'psh'>;

/** A browser that wants to be told. */
export interface PushSubscription {
  readonly id: PushSubscriptionId;
  readonly accountId: AccountId;
  readonly endpoint: string;
  /** The browser's public key and shared secret, base64url. */
  readonly keys: { readonly p256dh: string; readonly auth: string };
  readonly createdAt: Date;
}

/** What a browser shows. */
export interface Push {
  /** The notification's: a second one with the same id takes the place of the first. */
  readonly id: Notification['id'];
  readonly title: string;
  readonly body: string;
  /** Opened by a click. */
  readonly url: string;
}

/** `webUrl`: where the web app is, without a slash at its end. */
export const pushOf = (notification: Notification, webUrl: string): Push => {
  const { id, title, body } = notification;
  return { id, title, body, url: webUrl + (pathOf(notification) ?? '/notifications') };
};
