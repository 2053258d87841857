import { isSignedIn } from '@marketplace/subgraph/caller';
import { signedIn } from '@marketplace/subgraph/require-caller';
import { withUserErrors } from '@marketplace/subgraph/user-errors';
import type { NotificationUpdate } from '../application/follow-notifications.ts';
import type { Preference } from '../domain/preferences.ts';
import type { Resolvers } from './schema.gen.ts';

export const resolvers: Resolvers = {
  Query: {
    viewer: (_root, _args, { caller }) => (isSignedIn(caller) ? caller : null),
    notifications: (_root, { first, after }, { application, caller }) =>
      application.page(signedIn(caller), first, after),
    notificationPreferences: async (_root, _args, { application, caller }) =>
      shown(await application.preferences(signedIn(caller))),
  },
  Viewer: {
    unreadNotifications: (viewer, _args, { application }) => application.unread(viewer),
  },
  Mutation: {
    markNotificationsRead: (_root, { ids }, { application, caller }) =>
      withUserErrors(async () => ({ unreadNotifications: await application.markRead(signedIn(caller), ids) })),
    setNotificationPreferences: (_root, { preferences }, { application, caller }) =>
      withUserErrors(async () => ({
        preferences: shown(await application.setPreferences(signedIn(caller), preferences)),
      })),
  },
  Subscription: {
    notificationReceived: {
      subscribe: async (_root, { after }, { application, caller }) =>
        asPayloads(await application.follow(signedIn(caller), after)),
    },
  },
  Notification: {
    order: ({ orderId }) => (orderId === null ? null : { id: orderId }),
  },
};

/** As the subscription's root values. */
function asPayloads(updates: AsyncIterableIterator<NotificationUpdate>) {
  const payloads: AsyncIterableIterator<{ notificationReceived: NotificationUpdate }> = {
    next: async () => {
      const { done, value } = await updates.next();
      return done ? { done, value: undefined } : { done: false, value: { notificationReceived: value } };
    },
    return: async () => {
      await updates.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => payloads,
  };
  return payloads;
}

const shown = (preferences: readonly Preference[]) =>
  preferences.map(({ type, channels }) => ({ type, channels: [...channels] }));
