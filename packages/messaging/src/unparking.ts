import type { Logger } from '@marketplace/kernel/logger';
import type { Broker, Closable, LiveMessage } from './broker.ts';
import type { InboxStore } from './message-store.ts';

/** An operator's wish about a parked message goes, by this signal, to the consumer that parked it. */
export const UNPARK_TOPIC = 'messaging.unpark';
export interface UnparkRequest extends Readonly<Record<string, unknown>> {
  readonly consumer: string;
  readonly parkedId: string;
  readonly wish: 'REPLAY' | 'DISCARD';
}

/**
 * Does what operators wish about a consumer's parked messages. It answers by message.unparked; who asks and gets no answer
 * asks again, since signals may get lost and a second one does nothing.
 */
export function startUnparking(parts: {
  readonly consumer: string;
  readonly inbox: InboxStore;
  readonly broker: Broker;
  readonly logger: Logger;
}): Promise<Closable> {
  const { consumer, inbox, broker, logger } = parts;
  return broker.listen({ patterns: [UNPARK_TOPIC], onMessage });

  function onMessage({ payload }: LiveMessage): void {
    if (!isUnparkRequest(payload) || payload.consumer !== consumer) return;
    const { parkedId, wish } = payload;
    const done = wish === 'REPLAY' ? inbox.replay(parkedId) : inbox.discard(parkedId);
    done.catch((err: unknown) => logger.error({ err, consumer, parkedId, wish }, 'message not unparked'));
  }
}

function isUnparkRequest(payload: Readonly<Record<string, unknown>>): payload is UnparkRequest {
  const { consumer, parkedId, wish } = payload;
  return typeof consumer === 'string' && typeof parkedId === 'string' && (wish === 'REPLAY' || wish === 'DISCARD');
}
