import { refuse } from '@marketplace/kernel/refusal';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import { type Channel, isNoticeType, NOTICE_TYPES } from '../domain/notification.ts';
import { allPreferences, type Preference, type Preferences } from '../domain/preferences.ts';
import type { NotificationStore } from './ports.ts';

export interface ChosenPreference {
  readonly type: string;
  readonly channels: readonly Channel[];
}

/** Sets the channels of the types given and leaves the others as they are. Refuses unknown types with INVALID_INPUT. */
export async function setPreferences(
  { transact }: NotificationStore,
  caller: SignedInCaller,
  chosen: readonly ChosenPreference[],
): Promise<readonly Preference[]> {
  const changes = checked(chosen);
  return transact({ correlationId: caller.requestId }, async (tx) =>
    allPreferences(await tx.changePreferences(caller.account, changes)),
  );
}

function checked(chosen: readonly ChosenPreference[]): Preferences {
  return Object.fromEntries(
    chosen.map(({ type, channels }, index) => {
      if (!isNoticeType(type))
        refuse('INVALID_INPUT', `Not a type of notification. The types are ${NOTICE_TYPES.join(', ')}.`, [
          'preferences',
          String(index),
          'type',
        ]);
      return [type, [...new Set(channels)]];
    }),
  );
}
