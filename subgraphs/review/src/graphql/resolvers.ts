import { parseId } from '@marketplace/kernel/ids';
import { connection, pageSize } from '@marketplace/kernel/page';
import { requireRole, signedIn } from '@marketplace/subgraph/require-caller';
import { withUserErrors } from '@marketplace/subgraph/user-errors';
import { viewerOf } from '../application/viewer.ts';
import { maySeeOrder } from '../domain/review.ts';
import { queueCursor, readQueueCursor, reviewCursor } from './review-cursor.ts';
import type { Resolvers } from './schema.gen.ts';

const PAGE_SIZE = 20;

export const resolvers: Resolvers = {
  Query: {
    reviewsToModerate: async (_root, { first, after }, { application, caller }) => {
      const moderator = requireRole(caller, 'MODERATOR');
      const size = pageSize(first, PAGE_SIZE);
      const position = after ? readQueueCursor(after) : undefined;
      const reviews = await application.reviewsToModerate(moderator, size + 1, position);
      return connection(reviews, size, after, (review) => ({ cursor: queueCursor(review), node: review }));
    },
  },
  Mutation: {
    submitReview: (_root, { input }, { application, caller }) =>
      withUserErrors(async () => ({
        review: await application.submitReview(signedIn(caller), { ...input, orderId: parseId('ord', input.orderId) }),
      })),
    replyToReview: (_root, { input }, { application, caller }) =>
      withUserErrors(async () => ({
        review: await application.replyToReview(signedIn(caller), parseId('rev', input.reviewId), input.reply),
      })),
    reportReview: (_root, { input }, { application, caller }) =>
      withUserErrors(async () => ({
        review: await application.reportReview(signedIn(caller), {
          ...input,
          reviewId: parseId('rev', input.reviewId),
        }),
      })),
    moderateReview: (_root, { input }, { application, caller }) => {
      const moderator = requireRole(caller, 'MODERATOR');
      return withUserErrors(async () => ({
        review: await application.moderateReview(moderator, { ...input, reviewId: parseId('rev', input.reviewId) }),
      }));
    },
  },
  Review: {
    __resolveReference: ({ id }, { loaders }) => loaders.review.load(id),
    order: (review, _args, { caller }) => (maySeeOrder(review, viewerOf(caller)) ? { id: review.orderId } : null),
    moderation: async (review, _args, { loaders }) => {
      const moderation = await loaders.moderation.load(review);
      return moderation && { reasons: [...moderation.reasons], reports: [...moderation.reports] };
    },
  },
  ReviewReport: {
    reporter: ({ reporter }) => ({ id: reporter }),
    createdAt: ({ at }) => at,
  },
  Order: {
    __resolveReference: ({ id }) => ({ id }),
    reviews: ({ id }, _args, { loaders }) => loaders.reviewsOfOrder.load(id),
  },
  Provider: {
    __resolveReference: ({ id }) => ({ id }),
    rating: async ({ id }, _args, { loaders }) => {
      const summary = await loaders.rating.load(id);
      return summary && { ...summary, histogram: [...summary.histogram] };
    },
    reviews: async ({ id }, { first, after }, { loaders }) => {
      const size = pageSize(first, PAGE_SIZE);
      const reviews = await loaders.publishedReviews(id, size + 1, after ?? null);
      return connection(reviews, size, after, (review) => ({ cursor: reviewCursor(review), node: review }));
    },
  },
};
