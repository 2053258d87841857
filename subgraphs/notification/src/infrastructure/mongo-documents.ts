import type { Document } from 'mongodb';
import type { Stored } from './mongo-collections.ts';

/** A document as MongoDB keeps it, under its id. */
export function underId<D extends { readonly id: string }>({ id, ...rest }: D): Stored {
  return { _id: id, ...rest };
}

/** And back. */
export const withId = ({ _id, ...rest }: Document): unknown => ({ id: _id, ...rest });
