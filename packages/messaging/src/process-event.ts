import { type AnyEnvelope, type Envelope, originOf } from './envelope.ts';
import type { EventType } from './events.gen.ts';
import type { InboxVerdict, Transact, TransactionMessages } from './message-store.ts';

/**
 * What a context does about events, inside the transaction that records them: its own rows, events, deadlines, nothing
 * outside. Types without a handler are recorded alone.
 */
export type Handlers<T extends TransactionMessages> = {
  readonly [Type in EventType]?: (tx: T, event: Envelope<Type>) => Promise<void>;
};

export interface Processing<T extends TransactionMessages> {
  readonly consumer: string;
  readonly transact: Transact<T>;
  readonly handlers: Handlers<T>;
}

/** Handles an event if it is its turn, all in one transaction, and says whether it was. */
export function processEvent<T extends TransactionMessages>(
  { consumer, transact, handlers }: Processing<T>,
  event: AnyEnvelope,
  replayed = false,
): Promise<InboxVerdict> {
  // as: the handler found under an event's type takes that type, which the lookup does not show
  const handler = handlers[event.type] as ((tx: T, event: AnyEnvelope) => Promise<void>) | undefined;
  return transact(originOf(event), async (tx) => {
    const verdict = await tx.inbox.admit(consumer, event, replayed);
    if (verdict === 'new') await handler?.(tx, event);
    return verdict;
  });
}
