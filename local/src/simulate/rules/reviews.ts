/** Reviews: none seen early, all seen in time, and the rating is their recount. */
import { later } from '@marketplace/kernel/clock';
import { rows } from '@marketplace/storage/database';
import { sql } from 'drizzle-orm';
import { eventsOf, type OrderSeen } from '../model.ts';
import { SeeProviderDocument } from '../operations.gen.ts';
import type { Shop } from '../people.ts';
import { ask, type Booking, check, type Walk } from '../walk.ts';

const WINDOW_MS = 14 * 86_400_000;

export async function checkReviews(walk: Walk, seen: ReadonlyMap<Booking, OrderSeen>): Promise<void> {
  const published = new Map<Shop, number[]>();
  for (const [booking, order] of seen) {
    if (booking.reviews.size === 0) continue;
    const settled = eventsOf(order).find(({ type }) => type === 'order.settled');
    const closed = settled && walk.world.clock.now() >= later(new Date(settled.at), WINDOW_MS);
    const open = booking.reviews.size === 2 || closed === true;
    const states = order.reviews?.map(({ state }) => state) ?? [];
    check(states.length === booking.reviews.size, 'a review that was taken is kept', () => ({ booking, order }));
    check(
      states.every((state) => (state === 'PUBLISHED') === open),
      'reviews are published with the second, or after 14 days',
      () => ({ booking: booking.number, open, states }),
    );
    const rating = booking.reviews.get('PROVIDER')?.rating;
    if (open && rating !== undefined) published.set(booking.shop, [...(published.get(booking.shop) ?? []), rating]);
  }
  for (const shop of walk.world.people.shops) await checkRating(walk, shop, published.get(shop) ?? []);
}

async function checkRating(walk: Walk, { owner }: Shop, stars: readonly number[]): Promise<void> {
  const id = owner.account.replace('acc_', 'prv_');
  const { provider } = await ask(walk, walk.world.people.operator, SeeProviderDocument, { id });
  const about = () => ({ owner: owner.name, stars, provider });
  const histogram = [1, 2, 3, 4, 5].map((star) => stars.filter((each) => each === star).length);
  check(
    JSON.stringify(provider?.rating?.histogram) === JSON.stringify(histogram),
    'the rating is the recount of the published reviews',
    about,
  );
  const listed = provider?.reviews?.edges.map(({ node }) => node.rating).sort() ?? [];
  check(
    JSON.stringify(listed) === JSON.stringify([...stars].sort()),
    'a provider’s reviews are the published ones',
    about,
  );
  const [copy] = await rows<{ sum: number; count: number }>(
    walk.world.database.db,
    sql`select sum, count from users.known_ratings where provider_id = ${id}`,
  );
  const sum = stars.reduce((total, each) => total + each, 0);
  check((copy?.count ?? 0) === stars.length && (copy?.sum ?? 0) === sum, 'search knows the rating', () => ({
    ...about(),
    copy,
  }));
}
