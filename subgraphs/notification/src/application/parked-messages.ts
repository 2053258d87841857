/** Messages that some consumer gave up: operators see them, and have them tried again or forgotten. */
import type { Clock } from '@marketplace/kernel/clock';
import { later, SECOND } from '@marketplace/kernel/clock';
import { idFrom, newId, parseId } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import type { Broker } from '@marketplace/messaging/broker';
import { NotYet } from '@marketplace/messaging/deadlines';
import type { AnyEnvelope, Envelope } from '@marketplace/messaging/envelope';
import type { Deadline } from '@marketplace/messaging/message-store';
import { UNPARK_TOPIC, type UnparkRequest } from '@marketplace/messaging/unparking';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import { z } from 'zod';
import type { ParkedMessage } from '../domain/parked-message.ts';
import { orderIn } from './order-story.ts';
import type { NotificationStore, NotificationTransaction } from './ports.ts';

/** The deadline's kind; its subject is the parked message. */
export const UNPARK = 'unpark';

const MAX_REASON_LENGTH = 1_000;
const MAX_REQUESTS = 30; // half an hour or so: whoever has not answered by then is to be asked by a person again
const ANSWER_MS = 2 * SECOND;

type Wish = UnparkRequest['wish'];

const wished = z.object({ wish: z.enum(['REPLAY', 'DISCARD']), parkedAt: z.coerce.date() });

export async function rememberParked(tx: NotificationTransaction, event: Envelope<'message.parked'>): Promise<void> {
  const { parkedId, parkedAt, ...told } = event.data;
  await tx.saveParkedMessage({ id: parkedId, parkedAt: new Date(parkedAt), ...told });
  const orderId = orderIn(dataIn(told.body));
  if (!orderId) return;
  await tx.addStoryEntry({
    id: event.id,
    orderId,
    at: new Date(event.time),
    context: told.consumer,
    type: event.type,
    summary: `${told.eventType} could not be handled and was parked: ${told.error}.`,
    correlationId: event.correlationid,
  });
}

/** Of an event's body; undefined for what is none. */
function dataIn(body: string): unknown {
  try {
    return (JSON.parse(body) as Partial<AnyEnvelope>).data; // as: whatever it is, the reader of the data looks for himself
  } catch {
    return undefined;
  }
}

/** Has the consumer try it again. Refuses with NOT_FOUND, or CONFLICT for one that cannot be read. */
export function replayParked(
  store: NotificationStore,
  clock: Clock,
  caller: SignedInCaller,
  text: string,
): Promise<ParkedMessage> {
  return ask(store, clock, caller, text, 'REPLAY', null);
}

/** Has the consumer forget it. Refuses with NOT_FOUND or INVALID_INPUT. */
export async function discardParked(
  store: NotificationStore,
  clock: Clock,
  caller: SignedInCaller,
  text: string,
  given: string,
): Promise<ParkedMessage> {
  const reason = given.trim();
  if (reason === '' || reason.length > MAX_REASON_LENGTH)
    refuse('INVALID_INPUT', `Give a reason of 1 to ${MAX_REASON_LENGTH} characters.`, ['reason']);
  return ask(store, clock, caller, text, 'DISCARD', reason);
}

async function ask(
  store: NotificationStore,
  clock: Clock,
  caller: SignedInCaller,
  text: string,
  wish: Wish,
  reason: string | null,
): Promise<ParkedMessage> {
  const id = parseId('msg', text);
  const message = id && (await store.reads.parkedMessage(id));
  if (!message) refuse('NOT_FOUND', 'There is no such parked message.', ['id']);
  if (wish === 'REPLAY' && message.eventId === null)
    refuse('CONFLICT', 'It cannot be read, so that it can only be discarded.', ['id']);
  await store.transact({ correlationId: caller.requestId }, async (tx) => {
    const action = wish === 'REPLAY' ? 'replay parked message' : 'discard parked message';
    const at = clock.now();
    await tx.addAuditEntry({ id: newId('aud'), at, actor: caller.account, action, subject: message.id, reason });
    const data = { wish, parkedAt: message.parkedAt.toISOString() };
    await tx.setDeadline({ kind: UNPARK, subject: message.id, dueAt: at, data });
  });
  return message;
}

/** Asks the consumer, until it has told that it did so: the signal may get lost, and asking twice does nothing. */
export async function requestUnparking(
  { store, broker }: { readonly store: NotificationStore; readonly broker: Broker },
  deadline: Deadline,
): Promise<void> {
  const { wish, parkedAt } = wished.parse(deadline.data);
  const message = await store.reads.parkedMessage(idFrom('msg', deadline.subject));
  if (message?.parkedAt.getTime() !== parkedAt.getTime()) return; // done, and perhaps parked again meanwhile
  if (deadline.attempts >= MAX_REQUESTS) return;
  const request: UnparkRequest = { consumer: message.consumer, parkedId: message.id, wish };
  await broker.signal(UNPARK_TOPIC, request);
  throw new NotYet(later(new Date(), ANSWER_MS * (deadline.attempts + 1)));
}
