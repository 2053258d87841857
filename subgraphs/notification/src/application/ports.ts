import type { DemoWorld } from '@marketplace/demo/world';
import type { AccountId, NotificationId, OrderId, ProviderId } from '@marketplace/kernel/ids';
import type { MessageStore, Transact, TransactionMessages } from '@marketplace/messaging/message-store';
import type { Email } from '../domain/email.ts';
import type { KnownOrder } from '../domain/known-order.ts';
import type { EmailState, KnownAccount, NoticeType, Notification } from '../domain/notification.ts';
import type { Preferences } from '../domain/preferences.ts';
import type { OperatorReads, OperatorRecords } from './operator-ports.ts';
import type { PushReads, PushRecords, PushStore } from './push-ports.ts';
import type { WebhookReads, WebhookRecords } from './webhook-ports.ts';

export const MAX_OPERATORS_TOLD = 50; // whoever has more has a way of their own to share the work

/** One transaction of the notification store. */
export interface NotificationTransaction
  extends TransactionMessages,
    NotificationRecords,
    OperatorRecords,
    PushRecords,
    WebhookRecords {}

export interface NotificationRecords {
  account(id: AccountId): Promise<KnownAccount | undefined>;
  /** The account, locked until the transaction ends. */
  lockAccount(id: AccountId): Promise<KnownAccount | undefined>;
  saveAccount(account: KnownAccount): Promise<void>;
  /** At most MAX_OPERATORS_TOLD. */
  operators(): Promise<readonly AccountId[]>;
  providerName(id: ProviderId): Promise<string | undefined>;
  saveProviderName(id: ProviderId, displayName: string): Promise<void>;
  /** The order, locked until the transaction ends: events of an order and of its payment are told one after the other. */
  lockOrder(id: OrderId): Promise<KnownOrder | undefined>;
  saveOrder(order: KnownOrder): Promise<void>;
  preferences(account: AccountId): Promise<Preferences>;
  /** Sets these and leaves the others, safe beside another change; returns all that the account has chosen. */
  changePreferences(account: AccountId, changes: Preferences): Promise<Preferences>;
  /** False when the account has been told of this event before; then nothing is written. */
  addNotification(notification: Notification): Promise<boolean>;
  setEmailState(id: NotificationId, state: EmailState): Promise<void>;
  /** Marks those of the account's in-app notifications unread among `ids`, and returns how many of `ids` are the account's. */
  markRead(account: AccountId, ids: readonly NotificationId[], at: Date): Promise<number>;
  /** Deletes all that is kept for the account, and its provider's name. */
  removeAllOf(account: AccountId): Promise<void>;
}

/** The place in an account's notifications after which a page starts. */
export interface NotificationPosition {
  readonly createdAt: Date;
  readonly id: NotificationId;
}

/** Questions that need no transaction. */
export interface NotificationReads extends OperatorReads, PushReads, WebhookReads {
  order(id: OrderId): Promise<KnownOrder | undefined>;
  notification(id: NotificationId): Promise<Notification | undefined>;
  account(id: AccountId): Promise<KnownAccount | undefined>;
  /** In the app, newest first. */
  inApp(account: AccountId, limit: number, after: NotificationPosition | undefined): Promise<readonly Notification[]>;
  /** How many in the app are unread. */
  unread(account: AccountId): Promise<number>;
  preferences(account: AccountId): Promise<Preferences>;
}

/** Mails kept instead of sent. */
export interface MailStore {
  /** Keeps the newest MAX_STORED. The same id again replaces the mail. */
  save(mail: StoredMail): Promise<void>;
  /** Newest first. */
  latest(limit: number): Promise<readonly StoredMail[]>;
}

export interface StoredMail extends Email {
  readonly sentAt: Date;
}

export const MAX_STORED = 1_000; // mails, and pushes: a developer's session leaves a few hundred

export interface NotificationStore {
  readonly transact: Transact<NotificationTransaction>;
  readonly messages: MessageStore;
  readonly reads: NotificationReads;
  readonly mails: MailStore;
  readonly pushes: PushStore;
  /** Writes what the demo world's past would have left in the copies, unless there are accounts already. Tells nobody. */
  importDemo(world: DemoWorld): Promise<void>;
}

export interface Mailer {
  /** Resolves when the mail has been taken over. Throws MailRefused when it never will be, anything else to try again. */
  send(email: Email): Promise<void>;
  close(): Promise<void>;
}

export interface MailKind {
  readonly account: AccountId;
  readonly type: NoticeType;
}

/** Links that end mails of a kind for whoever has them. */
export interface UnsubscribeLinks {
  urlOf(kind: MailKind): string;
  /** Undefined for a token that no link of ours has. */
  read(token: string): MailKind | undefined;
}

/** The mail server has said for good that it does not take this mail. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}
