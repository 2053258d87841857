import { idFrom } from '@marketplace/kernel/ids';
import type { Money } from '@marketplace/kernel/money';
import { type Database, rows } from '@marketplace/storage/database';
import { type SQL, sql } from 'drizzle-orm';
import type { SearchStore } from '../application/ports.ts';
import { weekOf } from '../domain/bookable.ts';
import { chordOf, positionOf } from '../domain/position.ts';
import { prior } from '../domain/rating.ts';
import { NO_OFFER, type ProviderFilter, type ProviderSearch, type SearchOrder } from '../domain/search.ts';
import { marketRating } from './postgres-market.ts';

export function postgresSearch(database: Database): SearchStore {
  return {
    marketRating: () => marketRating(database.db),
    async search(search) {
      const found = await rows<FoundRow>(database.db, query(search));
      return {
        total: found[0]?.total ?? 0,
        found: found.flatMap(({ group, rank, id, chord }) =>
          id === null ? [] : { place: { group, rank, id: idFrom('prv', id) }, chord },
        ),
      };
    },
  };
}

/** One row per match of the page. A page without matches is one row that tells the total, the rest of it null. */
type FoundRow = { total: number; id: string | null; group: string; rank: number; chord: number };

/** The matches are found once, by the index on positions; the total and the page are both taken from them. */
function query({ filter, order, after, limit }: ProviderSearch): SQL {
  const { group, rank, join } = ordering(filter, order);
  const beyond = after
    ? sql`where ("group", rank, id) > (${after.group}::text collate "C", ${after.rank}::float8, ${after.id}::text)`
    : sql``;
  return sql`
    with matches as materialized (
      select l.provider_id collate "C" as id, (${group})::text collate "C" as "group", (${rank})::float8 as rank,
        l.position <-> ${cubeOf(filter)} as chord
      from users.listings l ${join}
      where ${sql.join(conditions(filter), sql` and `)}
    ),
    page as (select * from matches ${beyond} order by "group", rank, id limit ${limit})
    select (select count(*)::int from matches) as total, page.*
    from (select 1) as always left join page on true
    order by page."group", page.rank, page.id`;
}

const cubeOf = ({ near }: ProviderFilter): SQL => {
  const [x, y, z] = positionOf(near);
  return sql`cube(array[${x}::float8, ${y}::float8, ${z}::float8])`;
};

function ordering(filter: ProviderFilter, order: SearchOrder): { group: SQL; rank: SQL; join: SQL } {
  if (order.sort === 'DISTANCE') return { group: sql`''`, rank: sql`l.position <-> ${cubeOf(filter)}`, join: sql`` };
  if (order.sort === 'RATING') {
    const { sum, count } = prior(order.marketMean);
    const score = sql`(${sum}::float8 + l.known_rating_sum) / (${count}::float8 + l.known_rating_count)`;
    return { group: sql`''`, rank: sql`- ${score}`, join: sql`` };
  }
  return filter.skillIds ? byCheapestMatching(filter) : byCheapest(filter);
}

function byCheapest({ maxPrice }: ProviderFilter): { group: SQL; rank: SQL; join: SQL } {
  if (maxPrice) return { group: sql`${maxPrice.currency}`, rank: lowestPrice(maxPrice), join: sql`` };
  return {
    group: sql`coalesce(l.price_currencies[1], ${NO_OFFER})`,
    rank: sql`coalesce(l.price_minimums[1], 0)`,
    join: sql``,
  };
}

function byCheapestMatching(filter: ProviderFilter): { group: SQL; rank: SQL; join: SQL } {
  const cheapest = sql`left join lateral (
    select o.currency, o.amount from ${matchingOffers(filter)} order by o.currency collate "C", o.amount limit 1
  ) as cheapest on true`;
  return {
    group: sql`coalesce(cheapest.currency, ${NO_OFFER})`,
    rank: sql`coalesce(cheapest.amount, 0)`,
    join: cheapest,
  };
}

/** Of all offers in that currency; null when there is none. */
const lowestPrice = ({ currency }: Money): SQL =>
  sql`l.price_minimums[array_position(l.price_currencies, ${currency}::text)]`;

const ROUNDING = 1e-9; // the index only narrows down: it may return a neighbour too many and no match too few

function conditions(filter: ProviderFilter): SQL[] {
  const reach = chordOf(filter.radiusMeters);
  const found = [
    sql`cube_enlarge(${cubeOf(filter)}, ${reach + ROUNDING}::float8, 3) @> l.position`,
    sql`l.position <-> ${cubeOf(filter)} <= least(${reach}::float8, l.service_chord)`,
  ];
  if (filter.skillIds) found.push(sql`l.skill_ids && ${textArray(filter.skillIds)}`);
  for (const word of filter.words) found.push(sql`l.text like ${`% ${word}%`}`); // words have no % and no _
  if (filter.minRating !== null)
    found.push(
      sql`l.known_rating_count > 0 and l.known_rating_sum >= ${filter.minRating}::float8 * l.known_rating_count`,
    );
  if (filter.maxPrice !== null) {
    found.push(sql`${lowestPrice(filter.maxPrice)} <= ${filter.maxPrice.amount}::bigint`);
    if (filter.skillIds) found.push(sql`exists (select from ${matchingOffers(filter)})`);
  }
  if (filter.availableAt !== null) found.push(isFree(filter, filter.availableAt));
  return found;
}

/** The offers of `l` that count for the filter, to stand in a `from`. */
function matchingOffers({ skillIds, maxPrice }: ProviderFilter): SQL {
  const matching = [sql`true`];
  if (skillIds) matching.push(sql`skill = any(${textArray(skillIds)})`);
  if (maxPrice) matching.push(sql`currency = ${maxPrice.currency} and amount <= ${maxPrice.amount}::bigint`);
  return sql`(
    select * from unnest(l.offer_skills, l.offer_currencies, l.offer_amounts, l.offer_minutes)
      as each(skill, currency, amount, minutes)
    where ${sql.join(matching, sql` and `)}
  ) as o`;
}

function isFree(filter: ProviderFilter, at: Date): SQL {
  const shortest =
    filter.skillIds || filter.maxPrice
      ? sql`(select min(o.minutes) from ${matchingOffers(filter)})`
      : sql`l.shortest_minutes`;
  const instant = sql`${at.getTime()}::bigint`;
  // the first comparison follows from the second, and is quick to say no
  return sql`exists (
    select from users.known_bookable b
    where b.provider_id = l.provider_id and b.week = ${weekOf(at)} and b.windows @> ${instant}
      and b.windows @> int8range(${instant}, ${instant} + ${shortest} * 60000)
  )`;
}

const textArray = (texts: readonly string[]): SQL => sql`${sql.param([...texts])}::text[]`;
