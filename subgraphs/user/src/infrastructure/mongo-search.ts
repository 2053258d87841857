import { idFrom } from '@marketplace/kernel/ids';
import type { Document } from 'mongodb';
import type { SearchStore } from '../application/ports.ts';
import { cellsAround } from '../domain/area.ts';
import { weekOf } from '../domain/bookable.ts';
import { chordOf, positionOf } from '../domain/position.ts';
import { prior, UNRATED } from '../domain/rating.ts';
import { NO_OFFER, type Place, type ProviderFilter, type ProviderSearch, type SearchOrder } from '../domain/search.ts';
import type { Collections } from './collections.ts';
import { skillArea } from './listing-areas.ts';

export function mongoSearch({ listings, knownMarket }: Collections): SearchStore {
  return {
    async marketRating() {
      const market = await knownMarket.findOne({});
      return market ? { sum: market.sum, count: market.count } : UNRATED;
    },
    async search(search) {
      const [answer] = await listings.aggregate<Answer>(pipeline(search)).toArray();
      return {
        total: answer?.total[0]?.count ?? 0,
        found: (answer?.page ?? []).map(({ _id, group, rank, chord }) => ({
          place: { group, rank, id: idFrom('prv', _id) },
          chord,
        })),
      };
    },
  };
}

interface Answer {
  total: { count: number }[];
  page: { _id: string; group: string; rank: number; chord: number }[];
}

/** The matches are found once, by the index on points; the total and the page are both taken from them. */
function pipeline({ filter, order, after, limit }: ProviderSearch): Document[] {
  return [
    { $match: narrowed(filter) },
    { $set: { chord: chordExpression(filter), offers: matchingOffers(filter) } },
    { $match: { $expr: { $lte: ['$chord', { $min: [chordOf(filter.radiusMeters), '$serviceChord'] }] } } },
    ...(filter.maxPrice ? [{ $match: { 'offers.0': { $exists: true } } }] : []),
    ...(filter.availableAt ? freeAt(filter.availableAt) : []),
    ...ordering(order),
    {
      $facet: {
        total: [{ $count: 'count' }],
        page: [
          ...(after ? [{ $match: beyond(after) }] : []),
          { $sort: { group: 1, rank: 1, _id: 1 } },
          { $limit: limit },
          { $project: { group: 1, rank: 1, chord: 1 } },
        ],
      },
    },
  ];
}

const MAX_AREAS = 1_000; // looked up by one search; with more it goes by cells alone and filters by skill

/** What every match fulfils, as far as an index can find it. */
export function narrowed({ near, radiusMeters, skillIds, words, minRating }: ProviderFilter): Document {
  const cells = cellsAround(positionOf(near), radiusMeters);
  const areas = skillIds?.flatMap((skill) => cells.map((cell) => skillArea(cell, skill))) ?? cells;
  const found: Document[] = [
    { areas: { $in: areas.length <= MAX_AREAS ? areas : cells } },
    ...words.map((word) => ({ text: { $regex: ` ${word}` } })), // words are letters and digits alone
  ];
  if (skillIds) found.push({ skillIds: { $in: skillIds } });
  if (minRating !== null) {
    const lowest = { $multiply: [minRating, '$knownRating.count'] };
    found.push({ 'knownRating.count': { $gt: 0 } }, { $expr: { $gte: ['$knownRating.sum', lowest] } });
  }
  return { $and: found };
}

function chordExpression({ near }: ProviderFilter): Document {
  const [x, y, z] = positionOf(near);
  const squared = (field: string, value: number) => ({ $pow: [{ $subtract: [field, value] }, 2] });
  return { $sqrt: { $add: [squared('$position.x', x), squared('$position.y', y), squared('$position.z', z)] } };
}

function matchingOffers({ skillIds, maxPrice }: ProviderFilter): Document {
  const matching: Document[] = [];
  if (skillIds) matching.push({ $in: ['$$offer.skillId', skillIds] });
  if (maxPrice)
    matching.push({ $eq: ['$$offer.currency', maxPrice.currency] }, { $lte: ['$$offer.amount', maxPrice.amount] });
  return { $filter: { input: '$offers', as: 'offer', cond: { $and: matching } } };
}

function freeAt(at: Date): Document[] {
  const end = { $add: [at, { $multiply: ['$shortest', 60_000] }] };
  const holds = { $and: [{ $lte: ['$$window.start', at] }, { $gte: ['$$window.end', end] }] };
  const windows = { $ifNull: [{ $arrayElemAt: ['$bookable.windows', 0] }, []] };
  return [
    { $match: { 'offers.0': { $exists: true } } },
    { $set: { shortest: { $min: '$offers.minutes' }, bookableKey: { $concat: ['$_id', `/${weekOf(at)}`] } } },
    { $lookup: { from: 'known_bookable', localField: 'bookableKey', foreignField: '_id', as: 'bookable' } },
    { $match: { $expr: { $anyElementTrue: [{ $map: { input: windows, as: 'window', in: holds } }] } } },
  ];
}

function ordering(order: SearchOrder): Document[] {
  if (order.sort === 'DISTANCE') return [{ $set: { group: '', rank: '$chord' } }];
  if (order.sort === 'RATING') {
    const { sum, count } = prior(order.marketMean);
    const weighted = { $divide: [{ $add: [sum, '$knownRating.sum'] }, { $add: [count, '$knownRating.count'] }] };
    return [{ $set: { group: '', rank: { $multiply: [-1, weighted] } } }];
  }
  const ofGroup = { $filter: { input: '$offers', as: 'offer', cond: { $eq: ['$$offer.currency', '$group'] } } };
  const amounts = { $map: { input: ofGroup, as: 'offer', in: '$$offer.amount' } };
  return [
    { $set: { group: { $ifNull: [{ $min: '$offers.currency' }, NO_OFFER] } } },
    { $set: { rank: { $ifNull: [{ $min: amounts }, 0] } } },
  ];
}

const beyond = ({ group, rank, id }: Place): Document => ({
  $or: [{ group: { $gt: group } }, { group, rank: { $gt: rank } }, { group, rank, _id: { $gt: id } }],
});
