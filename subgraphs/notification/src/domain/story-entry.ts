import type { OrderId } from '@marketplace/kernel/ids';

/** Something that happened around an order, in whichever context. Names nobody: it outlives deleted accounts. */
export interface StoryEntry {
  /** The event's id, or one made of what else happened; sorts what has the same instant. */
  readonly id: string;
  readonly orderId: OrderId;
  readonly at: Date;
  readonly context: string;
  readonly type: string;
  /** In words, for an operator. */
  readonly summary: string;
  readonly correlationId: string | null;
}
