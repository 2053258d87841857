/** What a consumer tells of the messages that it sets aside, in the transaction that does so. */
import { idFrom } from '@marketplace/kernel/ids';
import type { EventDraft, Origin } from './envelope.ts';
import { isRecord } from './message-body.ts';
import type { WaitingMessage } from './message-store.ts';

const MAX_SHOWN_BODY = 32_000; // characters: written as JSON it stays below what the brokers take
const MAX_SHOWN_ERROR = 2_000;
const SECRETS: ReadonlySet<string> = new Set(['token', 'secret', 'password', 'pin', 'startPin']);
const BLOT = '•••';

type Parked = Pick<WaitingMessage, 'id' | 'consumer' | 'event' | 'body' | 'error' | 'attempts'> & {
  readonly parkedAt: Date;
};

/** None for what tells of parked messages itself: it would go round in a circle. */
export function parkedDrafts({ id, consumer, event, body, error, attempts, parkedAt }: Parked): EventDraft[] {
  if (isAboutParking(event)) return [];
  const data = {
    parkedId: idFrom('msg', id),
    consumer,
    eventId: event?.id ?? null,
    eventType: event?.type ?? null,
    error: error.slice(0, MAX_SHOWN_ERROR),
    attempts,
    parkedAt: parkedAt.toISOString(),
    body: shown(body),
  };
  return [{ type: 'message.parked', subject: id, data }];
}

export function unparkedDrafts(
  { id, consumer, event }: Pick<WaitingMessage, 'id' | 'consumer' | 'event'>,
  how: 'REPLAYED' | 'DISCARDED',
): EventDraft[] {
  if (isAboutParking(event)) return [];
  return [{ type: 'message.unparked', subject: id, data: { parkedId: idFrom('msg', id), consumer, how } }];
}

export const originOfParking = ({ id, event }: Pick<WaitingMessage, 'id' | 'event'>): Origin =>
  event ? { correlationId: event.correlationid, causationId: event.id } : { correlationId: id };

const isAboutParking = (event: WaitingMessage['event']): boolean => event?.type.startsWith('message.') ?? false;

/** A body as people may see it. */
function shown(body: string): string {
  const text = withoutSecrets(body);
  return text.length > MAX_SHOWN_BODY ? `${text.slice(0, MAX_SHOWN_BODY)}…` : text;
}

function withoutSecrets(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body, (name, value: unknown) => (SECRETS.has(name) ? blotted(value) : value)));
  } catch {
    return body; // no event of ours
  }
}

const blotted = (value: unknown): unknown => (isRecord(value) || value === null ? value : BLOT);
