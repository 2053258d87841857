import type { AccountId } from '@marketplace/kernel/ids';
import { channelsFor, without } from '../domain/preferences.ts';
import type { Language } from '../domain/texts/language.ts';
import { readerOf } from '../domain/texts/texts.ts';
import type { MailKind, NotificationReads, NotificationStore } from './ports.ts';

/** The account gets no more mails of this type; what else it has chosen stays. */
export async function unsubscribe(
  { transact }: NotificationStore,
  { account, type }: MailKind,
  correlationId: string,
): Promise<void> {
  await transact({ correlationId }, async (tx) => {
    if ((await tx.lockAccount(account))?.deleted) return;
    const channels = channelsFor(await tx.preferences(account), type);
    await tx.changePreferences(account, { [type]: without(channels, 'EMAIL') });
  });
}

/** The account's; English for one that is not known. */
export async function languageOf(reads: NotificationReads, account: AccountId | undefined): Promise<Language> {
  const known = account && (await reads.account(account));
  return readerOf(known ?? { locale: 'en', timeZone: null }).language;
}
