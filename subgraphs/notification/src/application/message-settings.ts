import { refuse } from '@marketplace/kernel/refusal';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import { isSpoken } from '../domain/texts/texts.ts';
import type { NotificationStore } from './ports.ts';

export interface MessageSettings {
  readonly locale: string;
  readonly timeZone: string | null;
}

/** Null while the account is not known here, which is for a moment after it signed up. */
export async function messageSettings(
  { reads }: NotificationStore,
  { account }: SignedInCaller,
): Promise<MessageSettings | null> {
  const known = await reads.account(account);
  return known ? { locale: known.locale, timeZone: known.timeZone } : null;
}

/** Refuses with INVALID_INPUT, or CONFLICT while the account is not known here. */
export async function setMessageSettings(
  { transact }: NotificationStore,
  { account, requestId }: SignedInCaller,
  { locale, timeZone }: MessageSettings,
): Promise<MessageSettings> {
  if (!isSpoken(locale)) refuse('INVALID_INPUT', 'There are texts in en and de alone.', ['input', 'locale']);
  if (timeZone !== null && !isZone(timeZone))
    refuse('INVALID_INPUT', 'This is not the IANA name of a time zone.', ['input', 'timeZone']);
  const settings = { locale: new Intl.Locale(locale).toString(), timeZone };
  await transact({ correlationId: requestId }, async (tx) => {
    const known = await tx.lockAccount(account);
    if (!known) refuse('CONFLICT', 'The account was made just now. Try again in a moment.');
    await tx.saveAccount({ ...known, ...settings });
  });
  return settings;
}

function isZone(name: string): boolean {
  try {
    // offsets like +01:00 would do for Intl; they know no summer time
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
