import type { EventId } from '@marketplace/kernel/ids';
import type { EventData, EventType } from './events.gen.ts';

/** A CloudEvents 1.0 event in structured JSON. `schema/events` has a JSON Schema for each type's data. */
export interface Envelope<Type extends EventType = EventType> {
  readonly specversion: '1.0';
  readonly id: EventId;
  readonly type: Type;
  /** The context that owns the subject, e.g. `/order`. */
  readonly source: `/${string}`;
  /** The aggregate's id. */
  readonly subject: string;
  /** RFC 3339, domain time. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  /** `https://marketplace.dev/events/TYPE/VERSION`, an identifier and not a place to fetch. */
  readonly dataschema: string;
  /** Gapless per source and subject, from 1. */
  readonly sequence: number;
  /** What a person's one action set off, over all contexts. */
  readonly correlationid: string;
  /** The event that this one answers. */
  readonly causationid?: string;
  readonly data: EventData[Type];
}

/** Any event, told apart by its type. */
export type AnyEnvelope = { [Type in EventType]: Envelope<Type> }[EventType];

/** What a use case says. The outbox adds the rest in the same transaction. */
export type EventDraft = {
  [Type in EventType]: { readonly type: Type; readonly subject: string; readonly data: EventData[Type] };
}[EventType];

/** Why something is being done: what set it off, and which event, if one did. */
export interface Origin {
  readonly correlationId: string;
  readonly causationId?: string;
}

export const originOf = (event: AnyEnvelope): Origin => ({ correlationId: event.correlationid, causationId: event.id });
