import { isSignedIn } from '@marketplace/subgraph/caller';
import { signedIn } from '@marketplace/subgraph/require-caller';
import { withUserErrors } from '@marketplace/subgraph/user-errors';
import type { NotificationUpdate } from '../application/follow-notifications.ts';
import type { Preference } from '../domain/preferences.ts';
import { operatorResolvers } from './operator-resolvers.ts';
import type { Resolvers } from './schema.gen.ts';
import { webhookResolvers } from './webhook-resolvers.ts';

const own: Required<Pick<Resolvers, 'Query' | 'Mutation'>> = {
  Query: {
    viewer: (_root, _args, { caller }) => (isSignedIn(caller) ? caller : null),
    notifications: (_root, { first, after }, { application, caller }) =>
      application.page(signedIn(caller), first, after),
    notificationPreferences: async (_root, _args, { application, caller }) =>
      shown(await application.preferences(signedIn(caller))),
    messageSettings: (_root, _args, { application, caller }) => application.messageSettings(signedIn(caller)),
    pushKey: (_root, _args, { application }) => application.pushKey,
  },
  Mutation: {
    markNotificationsRead: (_root, { ids }, { application, caller }) =>
      withUserErrors(async () => ({ unreadNotifications: await application.markRead(signedIn(caller), ids) })),
    setNotificationPreferences: (_root, { preferences }, { application, caller }) =>
      withUserErrors(async () => ({
        preferences: shown(await application.setPreferences(signedIn(caller), preferences)),
      })),
    setMessageSettings: (_root, { input: { locale, timeZone = null } }, { application, caller }) =>
      withUserErrors(async () => ({
        messageSettings: await application.setMessageSettings(signedIn(caller), { locale, timeZone }),
      })),
    savePushSubscription: (_root, { input }, { application, caller }) =>
      withUserErrors(async () => {
        await application.savePushSubscription(signedIn(caller), input);
        return {};
      }),
    deletePushSubscription: (_root, { endpoint }, { application, caller }) =>
      withUserErrors(async () => {
        await application.deletePushSubscription(signedIn(caller), endpoint);
        return {};
      }),
  },
};

export const resolvers: Resolvers = {
  ...webhookResolvers,
  ...operatorResolvers,
  Query: { ...own.Query, ...webhookResolvers.Query, ...operatorResolvers.Query },
  Mutation: { ...own.Mutation, ...webhookResolvers.Mutation, ...operatorResolvers.Mutation },
  Viewer: {
    unreadNotifications: (viewer, _args, { application }) => application.unread(viewer),
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
