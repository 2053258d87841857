import { later } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import { MAX_OPEN_UPLOADS, UNUSED_UPLOAD_KEPT_MS, UPLOAD_URL_LIFETIME_MS, type UploadId } from '../domain/upload.ts';
import { checked } from './checked.ts';
import { type UploadInput, uploadInput } from './portfolio-input.ts';
import type { UserParts } from './ports.ts';
import { UNUSED_UPLOAD } from './unused-images.ts';
import { callersProvider } from './update-provider.ts';

/**
 * A place for an image of the caller's, who has the role PROVIDER. Whoever has its `url` may send the bytes, once and for
 * ten minutes. Refuses with INVALID_INPUT, and with TOO_MANY_ATTEMPTS while too many are in no portfolio yet.
 */
export async function createUpload(
  parts: UserParts,
  caller: SignedInCaller,
  input: UploadInput,
): Promise<{ id: UploadId; url: string }> {
  const wanted = checked(uploadInput, input);
  const id = newId('upl');
  await parts.stores.transact({ correlationId: caller.requestId }, async (tx) => {
    const provider = await callersProvider(tx, caller);
    if ((await tx.uploadsOf(provider.id)).length >= MAX_OPEN_UPLOADS)
      refuse('TOO_MANY_ATTEMPTS', `${MAX_OPEN_UPLOADS} images are in no portfolio item yet: use those, or wait a day`);
    await tx.saveUpload({ id, providerId: provider.id, ...wanted, state: 'AWAITED' });
    await tx.setDeadline({
      kind: UNUSED_UPLOAD,
      subject: id,
      dueAt: later(parts.clock.now(), UNUSED_UPLOAD_KEPT_MS),
    });
  });
  return { id, url: parts.links.uploadUrl(id, later(parts.machineClock.now(), UPLOAD_URL_LIFETIME_MS)) };
}
