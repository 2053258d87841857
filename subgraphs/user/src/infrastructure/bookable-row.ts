import type { TimeWindow } from '@marketplace/kernel/clock';
import type { ProviderId } from '@marketplace/kernel/ids';
import type { BookableWeek } from '../domain/bookable.ts';
import type { knownBookable } from './tables.ts';

export const bookableRow = (
  providerId: ProviderId,
  { week, windows }: BookableWeek,
): typeof knownBookable.$inferSelect => ({ providerId, week, windows: multirange(windows) });

const multirange = (windows: readonly TimeWindow[]): string =>
  `{${windows.map(({ start, end }) => `[${start.getTime()},${end.getTime()})`).join(',')}}`;
