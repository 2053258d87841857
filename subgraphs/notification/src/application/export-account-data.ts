import type { AccountId } from '@marketplace/kernel/ids';
import { EXPORTED_AT_MOST, listed } from '@marketplace/messaging/data-export';
import type { NotificationStore } from './ports.ts';

const ASKED = EXPORTED_AT_MOST + 1; // whether there are more

/** What this context keeps of a person, for the person, but for secrets and the keys of browsers. */
export async function exportAccountData({ reads, transact }: NotificationStore, account: AccountId): Promise<object> {
  const known = await reads.account(account);
  const notifications = await reads.inApp(account, ASKED, undefined);
  const browsers = await transact({ correlationId: account }, (tx) => tx.pushSubscriptions(account));
  const webhooks = await reads.webhooks(account);
  return {
    settings: known ? { locale: known.locale, timeZone: known.timeZone } : null,
    preferences: await reads.preferences(account),
    notifications: listed(
      notifications.map(({ id, type, title, body, orderId, jobId, createdAt, readAt }) => ({
        id,
        type,
        title,
        body,
        orderId,
        jobId,
        createdAt,
        readAt,
      })),
    ),
    pushSubscriptions: browsers.map(({ endpoint, createdAt }) => ({ service: new URL(endpoint).host, createdAt })),
    webhooks: webhooks.map(({ id, url, eventTypes, query, scopes, active, createdAt }) => ({
      id,
      url,
      eventTypes,
      query,
      scopes,
      active,
      createdAt,
    })),
  };
}
