import { newId } from '@marketplace/kernel/ids';
import { Refused, refuse } from '@marketplace/kernel/refusal';
import { imageOf, type Upload } from '../domain/upload.ts';
import type { UserParts } from './ports.ts';
import { abandonImage, abandonUpload } from './unused-images.ts';

/**
 * Takes the bytes of an upload and keeps the image that they are. `read` gets exactly so many bytes, or throws: then the
 * upload can be tried again. Refuses with TOKEN_INVALID, with CONFLICT for a second sender, and with INVALID_INPUT for bytes that
 * are no image of the type that was announced, which ends the upload.
 */
export async function receiveUpload(
  parts: UserParts,
  token: string,
  read: (byteSize: number) => Promise<Buffer>,
): Promise<void> {
  const upload = await claimed(parts, token);
  try {
    const image = await parts.encodeImage(await read(upload.byteSize), upload.contentType);
    await parts.images.put(imageOf(upload.id), image);
    await stored(parts, upload);
  } catch (error) {
    await givenBack(parts, upload, error instanceof Refused);
    throw error;
  }
}

/** The upload, for this sender alone. */
async function claimed(parts: UserParts, token: string): Promise<Upload> {
  const granted = parts.links.readUploadToken(token);
  if (!granted || granted.until <= parts.machineClock.now()) refuseToken();
  return parts.stores.transact({ correlationId: newId('req') }, async (tx) => {
    const upload = (await tx.upload(granted.id)) ?? refuseToken();
    if (upload.state !== 'AWAITED') refuse('CONFLICT', 'Somebody has sent, or is sending, the bytes of this upload');
    await tx.saveUpload({ ...upload, state: 'RECEIVING' });
    return upload;
  });
}

async function stored(parts: UserParts, { id }: Upload): Promise<void> {
  const kept = await parts.stores.transact({ correlationId: newId('req') }, async (tx) => {
    const upload = await tx.upload(id);
    if (upload) await tx.saveUpload({ ...upload, state: 'STORED' });
    else await abandonImage(tx, imageOf(id), parts.clock.now()); // given up meanwhile: the image came after its deletion
    return upload !== undefined;
  });
  if (!kept) refuseToken();
}

async function givenBack(parts: UserParts, { id }: Upload, ended: boolean): Promise<void> {
  await parts.stores.transact({ correlationId: newId('req') }, async (tx) => {
    const upload = await tx.upload(id);
    if (upload && ended) await abandonUpload(tx, id, parts.clock.now());
    else if (upload) await tx.saveUpload({ ...upload, state: 'AWAITED' });
  });
}

function refuseToken(): never {
  refuse('TOKEN_INVALID', 'This address takes no bytes, or not any more: ask for a new one with createUpload');
}
