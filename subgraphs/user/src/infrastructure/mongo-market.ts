import type { ClientSession } from 'mongodb';
import type { Rating } from '../domain/rating.ts';
import type { Collections } from './collections.ts';

const MARKET = 'market'; // the one document's key

export async function addToMarket(session: ClientSession, collections: Collections, change: Rating): Promise<void> {
  const $inc = { sum: change.sum, count: change.count };
  await collections.knownMarket.updateOne({ _id: MARKET }, { $inc }, { upsert: true, session });
}
