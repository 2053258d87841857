import { decodeCursor, encodeCursor } from '@marketplace/kernel/cursor';
import { type Id, isId } from '@marketplace/kernel/ids';
import { z } from 'zod';
import type { PublishedPosition, QueuePosition } from '../application/ports.ts';
import type { Review } from '../domain/review.ts';

const KIND = 'published-reviews';
const QUEUE = 'reviews-to-moderate';
const position = z.tuple([z.int(), z.custom<Id<'rev'>>((id) => typeof id === 'string' && isId('rev', id))]);

export const reviewCursor = ({ publishedAt, id }: Review): string =>
  encodeCursor(KIND, publishedAt?.getTime() ?? 0, id);

export function readReviewCursor(cursor: string): PublishedPosition {
  const [publishedAt, id] = decodeCursor(KIND, position, cursor);
  return { publishedAt: new Date(publishedAt), id };
}

export const queueCursor = ({ underReviewSince, id }: Review): string =>
  encodeCursor(QUEUE, underReviewSince?.getTime() ?? 0, id);

export function readQueueCursor(cursor: string): QueuePosition {
  const [since, id] = decodeCursor(QUEUE, position, cursor);
  return { underReviewSince: new Date(since), id };
}
