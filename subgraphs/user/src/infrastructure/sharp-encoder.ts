import { refuse } from '@marketplace/kernel/refusal';
import sharp from 'sharp';
import type { ImageEncoder } from '../application/ports.ts';
import { type ImageType, imageTypeOf, MAX_IMAGE_SIDE } from '../domain/upload.ts';

// libvips reads many kinds of file, some by parsers that strangers had better not feed
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadHeif'],
});
sharp.cache(false); // no image comes twice
sharp.concurrency(1); // the service has requests to answer meanwhile

const ENCODED_AT_ONCE = 1; // a decoded one takes up to 200 MB
const MAX_PIXELS = 50_000_000; // more than a phone's camera has; a few kilobytes can claim to be billions
const MAX_SECONDS = 20;
const QUALITY = 82; // a photo at full size takes some hundred kilobytes

/** Decodes every pixel and writes the first picture anew: nothing else of the file that was sent is kept. */
export function sharpEncoder(): ImageEncoder {
  const turn = takingTurns(ENCODED_AT_ONCE);
  return async (bytes, type) => {
    if (imageTypeOf(bytes) !== type) refuseImage(type);
    return turn(async () => {
      const image = sharp(bytes, { failOn: 'error', limitInputPixels: MAX_PIXELS, sequentialRead: true });
      // libvips tells a broken file from a fault of ours by its message alone; the file is the likelier by far
      return image
        .timeout({ seconds: MAX_SECONDS })
        .autoOrient()
        .resize({ width: MAX_IMAGE_SIDE, height: MAX_IMAGE_SIDE, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: QUALITY })
        .toBuffer()
        .catch(() => refuseImage(type));
    });
  };
}

function refuseImage(type: ImageType): never {
  refuse(
    'INVALID_INPUT',
    `These bytes are no whole image of the type ${type}, or one of more than ${MAX_PIXELS} pixels`,
  );
}

/** Runs work as it comes, at most so much at a time. */
function takingTurns(atOnce: number): <R>(work: () => Promise<R>) => Promise<R> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
