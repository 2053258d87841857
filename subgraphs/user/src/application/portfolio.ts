import { newId, parseId } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import { MAX_PORTFOLIO_ITEMS, type PortfolioItem, type PortfolioItemId } from '../domain/portfolio.ts';
import type { Provider } from '../domain/provider.ts';
import { imageOf, type UploadId } from '../domain/upload.ts';
import { checked } from './checked.ts';
import { type PortfolioItemInput, portfolioItemInput } from './portfolio-input.ts';
import type { UserParts, UserTransaction } from './ports.ts';
import { abandonImage, takeOver } from './unused-images.ts';
import { callersProvider } from './update-provider.ts';

/**
 * Makes a portfolio item of the caller's, who has the role PROVIDER, or changes the one that `input.id` names; one whose
 * image this upload became already is the one that is meant. Refuses with INVALID_INPUT, with NOT_FOUND for an id that is
 * unknown or another's, and with CONFLICT for an upload whose bytes have not come.
 */
export async function savePortfolioItem(
  { stores, clock }: UserParts,
  caller: SignedInCaller,
  input: PortfolioItemInput,
): Promise<PortfolioItem> {
  const { id, title, description, uploadId } = checked(portfolioItemInput, input);
  return stores.transact({ correlationId: caller.requestId }, async (tx) => {
    const provider = await callersProvider(tx, caller);
    const items = await tx.portfolioOf(provider.id);
    const repeated = items.find((item) => showsUpload(item, uploadId));
    const before = id === null ? repeated : ownItem(items, id);
    const imageId =
      uploadId === null || showsUpload(before, uploadId)
        ? (before?.imageId ?? null)
        : await takeOver(tx, await ownUpload(tx, provider, uploadId));
    if (before?.imageId && before.imageId !== imageId) await abandonImage(tx, before.imageId, clock.now());
    const item = { id: before?.id ?? newItem(items), providerId: provider.id, title, description, imageId };
    await tx.savePortfolioItem(item);
    return item;
  });
}

/** Deletes an item of the caller's, who has the role PROVIDER, with its image. The item as it was; refuses with NOT_FOUND. */
export async function deletePortfolioItem(
  { stores, clock }: UserParts,
  caller: SignedInCaller,
  id: string,
): Promise<PortfolioItem> {
  return stores.transact({ correlationId: caller.requestId }, async (tx) => {
    const provider = await callersProvider(tx, caller);
    const item = ownItem(await tx.portfolioOf(provider.id), id);
    await tx.deletePortfolioItem(item.id);
    if (item.imageId) await abandonImage(tx, item.imageId, clock.now());
    return item;
  });
}

function newItem(items: readonly PortfolioItem[]): PortfolioItemId {
  if (items.length >= MAX_PORTFOLIO_ITEMS)
    refuse('INVALID_INPUT', `A portfolio has at most ${MAX_PORTFOLIO_ITEMS} items: change one instead`);
  return newId('pfi');
}

const ownItem = (items: readonly PortfolioItem[], id: string): PortfolioItem =>
  items.find((item) => item.id === id) ?? refuse('NOT_FOUND', 'There is no such item in your portfolio', ['id']);

function showsUpload(item: PortfolioItem | undefined, uploadId: string | null): boolean {
  const id = uploadId === null ? undefined : parseId('upl', uploadId);
  return id !== undefined && item?.imageId === imageOf(id);
}

async function ownUpload(tx: UserTransaction, provider: Provider, text: string): Promise<UploadId> {
  const id = parseId('upl', text);
  const upload = id && (await tx.upload(id));
  if (upload?.providerId !== provider.id)
    refuse('NOT_FOUND', 'There is no such upload of yours, or not any more', ['uploadId']);
  if (upload.state !== 'STORED') refuse('CONFLICT', 'The image has not been sent yet', ['uploadId']);
  return upload.id;
}
