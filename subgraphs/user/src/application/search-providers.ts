import { decodeCursor, encodeCursor } from '@marketplace/kernel/cursor';
import { type GeoPoint, isGeoPoint, publicDistance } from '@marketplace/kernel/geo';
import { isId, type ProviderId, type SkillId } from '@marketplace/kernel/ids';
import { currencyCode, type Money, money } from '@marketplace/kernel/money';
import { connection, type PageInfo, pageSize } from '@marketplace/kernel/page';
import { refuseShape } from '@marketplace/kernel/shape';
import { z } from 'zod';
import { metersOf } from '../domain/position.ts';
import { meanOf } from '../domain/rating.ts';
import type { Found, Place, ProviderFilter, ProviderSort, SearchOrder } from '../domain/search.ts';
import { SKILLS, skillById } from '../domain/skill-catalogue.ts';
import { wordsOf } from '../domain/words.ts';
import type { SearchStore } from './ports.ts';

/** As a client asks for it, with the types of the public API. */
export interface SearchRequest {
  readonly filter: {
    readonly near: GeoPoint;
    readonly radiusMeters?: number | null | undefined;
    readonly skillIds?: readonly string[] | null | undefined;
    readonly text?: string | null | undefined;
    readonly minRating?: number | null | undefined;
    readonly maxPrice?: { readonly amount: number; readonly currency: string } | null | undefined;
    readonly availableAt?: Date | null | undefined;
  };
  readonly sort?: ProviderSort | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export interface Match {
  readonly cursor: string;
  readonly providerId: ProviderId;
  readonly distanceMeters: number;
}

export interface Matches {
  readonly edges: Match[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

const DEFAULT_PAGE = 20;
const DEFAULT_RADIUS_METERS = 10_000;
const MAX_RADIUS_METERS = 100_000; // the largest service radius: nobody comes from farther away
const MAX_TEXT = 100; // a line of words; each is compared with every match's text

/** Throws WrongShape for a filter out of range, CursorUnknown for a cursor that no search of this sort gave out. */
export async function searchProviders(store: SearchStore, request: SearchRequest): Promise<Matches> {
  const size = pageSize(request.first, DEFAULT_PAGE);
  const filter = checkedFilter(request.filter);
  const { order, after } = await start(store, request.sort ?? 'DISTANCE', request.after ?? null);
  const { found, total } = await store.search({ filter, order, after, limit: size + 1 });
  const match = ({ place, chord }: Found): Match => ({
    cursor: cursorOf(order, place),
    providerId: place.id,
    distanceMeters: publicDistance(metersOf(chord)),
  });
  return { ...connection(found, size, request.after, match), totalCount: total };
}

function checkedFilter(filter: SearchRequest['filter']): ProviderFilter {
  const { near, skillIds, minRating, availableAt } = filter;
  const radiusMeters = filter.radiusMeters ?? DEFAULT_RADIUS_METERS;
  const text = filter.text ?? '';
  if (!isGeoPoint(near)) refuseShape('near: latitude must be within ±90 and longitude within ±180');
  if (radiusMeters < 1 || radiusMeters > MAX_RADIUS_METERS)
    refuseShape(`radiusMeters must be between 1 and ${MAX_RADIUS_METERS}`);
  if (text.length > MAX_TEXT) refuseShape(`text must be at most ${MAX_TEXT} characters`);
  if (typeof minRating === 'number' && (minRating < 1 || minRating > 5))
    refuseShape('minRating must be between 1 and 5');
  return {
    near,
    radiusMeters,
    skillIds: skillIds && skillIds.length > 0 ? known(skillIds) : null,
    words: wordsOf(text),
    minRating: minRating ?? null,
    maxPrice: price(filter.maxPrice),
    availableAt: availableAt ?? null,
  };
}

/** Nobody has a skill that does not exist. */
function known(ids: readonly string[]): readonly SkillId[] {
  if (ids.length > SKILLS.length) refuseShape(`skillIds must be at most ${SKILLS.length}`);
  return ids.flatMap((id) => skillById(id)?.id ?? []);
}

function price(maxPrice: SearchRequest['filter']['maxPrice']): Money | null {
  if (!maxPrice) return null;
  if (maxPrice.amount < 0) refuseShape('maxPrice must not be negative');
  return money(maxPrice.amount, currencyCode(maxPrice.currency));
}

/** The order and where the page begins. A search by rating keeps the market's mean of its first page in its cursors. */
async function start(
  store: SearchStore,
  sort: ProviderSort,
  cursor: string | null,
): Promise<{ order: SearchOrder; after: Place | null }> {
  if (cursor === null) {
    const order: SearchOrder = sort === 'RATING' ? { sort, marketMean: meanOf(await store.marketRating()) } : { sort };
    return { order, after: null };
  }
  const [group, rank, id, marketMean] = decodeCursor(kindOf(sort), position, cursor);
  const order: SearchOrder = sort === 'RATING' ? { sort, marketMean } : { sort };
  return { order, after: { group, rank, id } };
}

const cursorOf = (order: SearchOrder, { group, rank, id }: Place): string =>
  encodeCursor(kindOf(order.sort), group, rank, id, order.sort === 'RATING' ? order.marketMean : 0);

const kindOf = (sort: ProviderSort): string => `providers by ${sort.toLowerCase()}`;

const position = z.tuple([
  z.string().regex(/^([A-Z]{3}|~|)$/),
  z.number(),
  z.custom<ProviderId>((id) => typeof id === 'string' && isId('prv', id)),
  z.number(),
]);
