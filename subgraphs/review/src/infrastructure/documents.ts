/** The shapes that both document stores keep. What comes out of a store is checked like anything from outside. */
import { type Id, isId } from '@marketplace/kernel/ids';
import { z } from 'zod';
import type { Histogram } from '../domain/rating.ts';
import type { KnownOrder, Review } from '../domain/review.ts';

const id = <Prefix extends string>(prefix: Prefix) =>
  z.custom<Id<Prefix>>((value) => typeof value === 'string' && isId(prefix, value));
const instant = z.coerce.date(); // JSONB keeps text, MongoDB a date
const side = z.enum(['CUSTOMER', 'PROVIDER']);

const orderDocument = z.object({
  id: id('ord'),
  customerId: id('cus'),
  providerId: id('prv'),
  settledAt: instant.nullable(),
});

const reviewDocument = z.object({
  id: id('rev'),
  orderId: id('ord'),
  customerId: id('cus'),
  providerId: id('prv'),
  subject: side,
  rating: z.literal([1, 2, 3, 4, 5]),
  comment: z.string(),
  state: z.enum(['AWAITING_OTHER_SIDE', 'PUBLISHED', 'UNDER_REVIEW', 'REMOVED']),
  reply: z.string().nullable(),
  createdAt: instant,
  publishedAt: instant.nullable(),
});

const histogramDocument = z.tuple([z.int(), z.int(), z.int(), z.int(), z.int()]);

export const toOrder = (document: unknown): KnownOrder => orderDocument.parse(document);
export const toReview = (document: unknown): Review => reviewDocument.parse(document);
export const toHistogram = (document: unknown): Histogram => histogramDocument.parse(document);
export const toProviderId = (value: unknown): Id<'prv'> => id('prv').parse(value);
