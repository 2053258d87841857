import { CHANNELS, type Channel, NOTICE_TYPES, type NoticeType } from './notification.ts';

/** What an account has chosen; types that are missing have their defaults. */
export type Preferences = Readonly<Partial<Record<NoticeType, readonly Channel[]>>>;

// steps that need nothing to be done, or that another mail tells of as well
const NOT_MAILED: ReadonlySet<NoticeType> = new Set([
  'order.departed',
  'order.started',
  'order.settled',
  'payment.released',
  'review.submitted',
  'job.posted',
  'quote.closed',
  'quote.expired',
]);

export function channelsFor(preferences: Preferences, type: NoticeType): readonly Channel[] {
  return preferences[type] ?? (NOT_MAILED.has(type) ? without(CHANNELS, 'EMAIL') : CHANNELS);
}

export const without = (channels: readonly Channel[], channel: Channel): readonly Channel[] =>
  channels.filter((each) => each !== channel);

export interface Preference {
  readonly type: NoticeType;
  readonly channels: readonly Channel[];
}

/** Every type with the channels that count for it. */
export const allPreferences = (preferences: Preferences): readonly Preference[] =>
  NOTICE_TYPES.map((type) => ({ type, channels: channelsFor(preferences, type) }));
