/** How images go that nobody shows: by deadlines, since an image store takes part in no transaction. */
import { idFrom } from '@marketplace/kernel/ids';
import type { Deadline } from '@marketplace/messaging/message-store';
import { type ImageId, imageOf, type UploadId } from '../domain/upload.ts';
import type { UserParts, UserTransaction } from './ports.ts';

/** The subject is an upload that no portfolio item has taken over. */
export const UNUSED_UPLOAD = 'unused-upload';
/** The subject is an image that nothing refers to any more. */
const UNUSED_IMAGE = 'unused-image';

/** Deletes the image soon after the transaction. */
export const abandonImage = (tx: UserTransaction, subject: ImageId, now: Date): Promise<void> =>
  tx.setDeadline({ kind: UNUSED_IMAGE, subject, dueAt: now });

/** Forgets the upload, with the image if one has come. */
export async function abandonUpload(tx: UserTransaction, id: UploadId, now: Date): Promise<void> {
  await abandonImage(tx, await takeOver(tx, id), now);
}

/** Ends the upload. Its image is the taker's from now on. */
export async function takeOver(tx: UserTransaction, id: UploadId): Promise<ImageId> {
  await tx.deleteUpload(id);
  await tx.clearDeadline(UNUSED_UPLOAD, id);
  return imageOf(id);
}

/** Acts on this context's deadlines. */
export async function fire(parts: UserParts, { id: correlationId, kind, subject }: Deadline): Promise<void> {
  if (kind === UNUSED_IMAGE) return parts.images.remove(idFrom('img', subject));
  if (kind !== UNUSED_UPLOAD) throw new Error(`the user context sets no deadline of the kind ${kind}`);
  await parts.stores.transact({ correlationId }, async (tx) => {
    const upload = await tx.upload(idFrom('upl', subject));
    if (upload) await abandonUpload(tx, upload.id, parts.clock.now());
  });
}
