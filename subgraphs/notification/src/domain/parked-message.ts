import type { Id } from '@marketplace/kernel/ids';

export type ParkedMessageId = Id<'msg'>;

/** A message that a consumer gave up, as the consumer has told. */
export interface ParkedMessage {
  readonly id: ParkedMessageId;
  readonly consumer: string;
  /** Null for one that cannot be read. */
  readonly eventId: string | null;
  readonly eventType: string | null;
  readonly error: string;
  readonly attempts: number;
  /** Another one each time that it is parked. */
  readonly parkedAt: Date;
  readonly body: string;
}
