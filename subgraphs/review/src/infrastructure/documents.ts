/** The shapes that both document stores keep. What comes out of a store is checked like anything from outside. */
import { type Id, isId } from '@marketplace/kernel/ids';
import { z } from 'zod';
import { FINDING_KINDS } from '../domain/inspection.ts';
import type { Report } from '../domain/moderation.ts';
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
  // reviews from before there was moderation have none of these
  findings: z.array(z.object({ kind: z.enum(FINDING_KINDS), excerpt: z.string() })).default([]),
  openReports: z.int().default(0),
  underReviewSince: instant.nullable().default(null),
});

const reportDocument = z.object({ reviewId: id('rev'), reporter: id('acc'), reason: z.string(), at: instant });

const histogramDocument = z.tuple([z.int(), z.int(), z.int(), z.int(), z.int()]);

export const toOrder = (document: unknown): KnownOrder => orderDocument.parse(document);
export const toReview = (document: unknown): Review => reviewDocument.parse(document);
export const toReport = (document: unknown): Report => reportDocument.parse(document);
export const toHistogram = (document: unknown): Histogram => histogramDocument.parse(document);
export const toProviderId = (value: unknown): Id<'prv'> => id('prv').parse(value);
