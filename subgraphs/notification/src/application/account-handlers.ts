/** What this context does about accounts: it keeps its copies, and writes the mails that concern the account itself. */
import type { Clock } from '@marketplace/kernel/clock';
import type { Handlers } from '@marketplace/messaging/consumer';
import { forgotten } from '../domain/notification.ts';
import type { NotificationTransaction } from './ports.ts';
import { writeLetter } from './send-letter.ts';

export const accountHandlers = (clock: Clock): Handlers<NotificationTransaction> => ({
  'account.created': (tx, { data: { accountId, email, displayName, locale, roles } }) =>
    tx.saveAccount({ id: accountId, email, displayName, locale, timeZone: null, roles, deleted: false }),
  'account.roles_changed': async (tx, { data: { accountId, displayName, roles } }) => {
    const account = await tx.lockAccount(accountId);
    if (account) await tx.saveAccount({ ...account, displayName, roles });
  },
  'account.deleted': async (tx, { data: { accountId } }) => {
    await tx.removeAllOf(accountId);
    await tx.saveAccount(forgotten(accountId));
  },

  'account.verification_requested': (tx, event) => {
    const { accountId, email, token, expiresAt } = event.data;
    return writeLetter(tx, clock, event, {
      kind: 'verify-email',
      accountId,
      email,
      path: `/verify-email?token=${encodeURIComponent(token)}`,
      expiresAt,
    });
  },
  'account.password_reset_requested': (tx, event) => {
    const { accountId, email, token, expiresAt } = event.data;
    return writeLetter(tx, clock, event, {
      kind: 'reset-password',
      accountId,
      email,
      path: `/reset-password?token=${encodeURIComponent(token)}`,
      expiresAt,
    });
  },
  'account.password_changed': (tx, event) =>
    writeLetter(tx, clock, event, {
      kind: 'password-changed',
      accountId: event.data.accountId,
      email: null,
      path: '/forgot-password',
      expiresAt: null,
    }),

  'provider.updated': (tx, { data }) => tx.saveProviderName(data.providerId, data.displayName),
});
