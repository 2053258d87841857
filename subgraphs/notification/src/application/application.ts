import type { Clock } from '@marketplace/kernel/clock';
import type { LiveStreams } from '@marketplace/messaging/live-streams';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import { allPreferences, type Preference } from '../domain/preferences.ts';
import { followNotifications, type NotificationUpdate } from './follow-notifications.ts';
import { markNotificationsRead } from './mark-read.ts';
import type { NotificationStore } from './ports.ts';
import { type NotificationPage, notificationPage } from './read-notifications.ts';
import { type ChosenPreference, setPreferences } from './set-preferences.ts';

/** What resolvers may ask of this context: everything is the caller's own. */
export interface NotificationApplication {
  page(
    caller: SignedInCaller,
    first: number | null | undefined,
    after: string | null | undefined,
  ): Promise<NotificationPage>;
  unread(caller: SignedInCaller): Promise<number>;
  follow(caller: SignedInCaller, after: string | null | undefined): Promise<AsyncIterableIterator<NotificationUpdate>>;
  markRead(caller: SignedInCaller, ids: readonly string[]): Promise<number>;
  preferences(caller: SignedInCaller): Promise<readonly Preference[]>;
  setPreferences(caller: SignedInCaller, chosen: readonly ChosenPreference[]): Promise<readonly Preference[]>;
}

/** `live` is asked for when somebody follows: it is opened when the context starts. */
export const notificationApplication = (
  store: NotificationStore,
  clock: Clock,
  live: () => LiveStreams,
): NotificationApplication => ({
  page: ({ account }, first, after) => notificationPage(store.reads, account, first, after),
  unread: ({ account }) => store.reads.unread(account),
  follow: ({ account }, after) => followNotifications(store, live(), account, after),
  markRead: (caller, ids) => markNotificationsRead(store, clock, caller, ids),
  preferences: async ({ account }) => allPreferences(await store.reads.preferences(account)),
  setPreferences: (caller, chosen) => setPreferences(store, caller, chosen),
});
