import type { Clock } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import type { AnyEnvelope, EventDraft, Origin } from './envelope.ts';
import { checkSize, validateDraft } from './event-validation.ts';
import { EVENT_VERSIONS } from './events.gen.ts';

export interface Publisher {
  readonly source: `/${string}`;
  readonly clock: Clock;
}

/** How many numbers each subject of these drafts needs; in order of subject, so that no two transactions deadlock. */
export function numbersNeeded(drafts: readonly EventDraft[]): (readonly [subject: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const { subject } of drafts) counts.set(subject, (counts.get(subject) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Makes events of drafts. `lastNumbers` is each subject's number after all of them. Throws for data of a wrong shape. */
export function composeEnvelopes(
  drafts: readonly EventDraft[],
  lastNumbers: ReadonlyMap<string, number>,
  origin: Origin,
  { source, clock }: Publisher,
): AnyEnvelope[] {
  const time = clock.now().toISOString();
  const next = new Map(
    numbersNeeded(drafts).map(([subject, count]) => [subject, (lastNumbers.get(subject) ?? 0) - count]),
  );
  return drafts.map((draft) => {
    validateDraft(draft);
    const sequence = (next.get(draft.subject) ?? 0) + 1;
    next.set(draft.subject, sequence);
    const event = {
      specversion: '1.0',
      id: newId('evt'),
      source,
      time,
      datacontenttype: 'application/json',
      dataschema: `https://marketplace.dev/events/${draft.type}/${EVENT_VERSIONS[draft.type]}`,
      sequence,
      correlationid: origin.correlationId,
      ...(origin.causationId ? { causationid: origin.causationId } : {}),
      ...draft,
    } as AnyEnvelope; // as: type and data belong together in the draft, which a spread does not show
    checkSize(event);
    return event;
  });
}
