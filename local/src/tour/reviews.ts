import type { Narrator } from './narrator.ts';
import { OrderWholeDocument, SubmitReviewDocument } from './operations.gen.ts';
import { eventuallyWithin } from './patience.ts';
import { type Person, present } from './person.ts';

const BY_CUSTOMER = {
  rating: 5,
  comment: 'Spotless, punctual and kind. The kitchen has not looked like this in years.',
};
const BY_PROVIDER = { rating: 5, comment: 'Clear wishes, friendly cat. Gladly again.' };

/** Each side reviews the other; neither sees the other's before both are in. */
export async function reviewEachOther(
  people: { customer: Person; provider: Person },
  orderId: string,
  patienceMs: number,
  narrator: Narrator,
): Promise<void> {
  const { customer, provider } = people;
  await review(customer, orderId, 'PROVIDER', BY_CUSTOMER, patienceMs);
  narrator.act(customer.name, `writes: ★★★★★ “${BY_CUSTOMER.comment}”`);
  const early = await reviewsOf(provider, orderId);
  if (early.some((found) => found.subject === 'PROVIDER' && found.state !== 'PUBLISHED')) {
    throw new Error('the provider must not see the review before both are in');
  }
  narrator.fact(`${provider.name} can’t see it yet`);
  await review(provider, orderId, 'CUSTOMER', BY_PROVIDER, patienceMs);
  narrator.act(provider.name, `writes: ★★★★★ “${BY_PROVIDER.comment}”`);
  const rating = await eventuallyWithin(patienceMs, 'both reviews public', async () => {
    const { order } = await customer.call(OrderWholeDocument, { id: orderId });
    const published = order?.reviews?.filter((found) => found.state === 'PUBLISHED') ?? [];
    return published.length === 2 ? (order?.provider?.rating ?? undefined) : undefined;
  });
  narrator.fact(
    `both are public now: ${provider.name} has ★ ${present(rating.average, 'the average').toFixed(1)} (${rating.count})`,
  );
}

/** A review opens once the order's settlement is known to the review context. */
async function review(
  author: Person,
  orderId: string,
  subject: 'PROVIDER' | 'CUSTOMER',
  words: { rating: number; comment: string },
  patienceMs: number,
): Promise<void> {
  await eventuallyWithin(patienceMs, `${author.name}’s review`, async () => {
    const { submitReview } = await author.call(SubmitReviewDocument, { input: { orderId, ...words } });
    if (submitReview?.review) return true;
    // a review whose answer was lost is in all the same
    return (await reviewsOf(author, orderId)).some((found) => found.subject === subject) ? true : undefined;
  });
}

async function reviewsOf(who: Person, orderId: string) {
  return (await who.call(OrderWholeDocument, { id: orderId })).order?.reviews ?? [];
}
