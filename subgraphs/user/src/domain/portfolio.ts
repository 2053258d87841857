import type { Id, ProviderId } from '@marketplace/kernel/ids';
import type { ImageId } from './upload.ts';

/** A piece of past work that a provider shows. */
export interface PortfolioItem {
  readonly id: PortfolioItemId;
  readonly providerId: ProviderId;
  readonly title: string;
  readonly description: string;
  readonly imageId: ImageId | null;
}

export type PortfolioItemId = Id<'pfi'>;

export const MAX_PORTFOLIO_ITEMS = 50; // a long page of pictures; all are read together
