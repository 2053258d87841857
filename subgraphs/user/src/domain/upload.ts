import { DAY, MINUTE } from '@marketplace/kernel/clock';
import { type Id, type ProviderId, withPrefix } from '@marketplace/kernel/ids';

/** A place for one image's bytes, until a portfolio item takes the image over. */
export interface Upload {
  readonly id: UploadId;
  readonly providerId: ProviderId;
  readonly contentType: ImageType;
  /** Exactly so many bytes are taken. */
  readonly byteSize: number;
  readonly state: UploadState;
}

export type UploadId = Id<'upl'>;

/**
 * RECEIVING keeps a second sender out. Whose connection broke is AWAITED again; what a process that died was receiving
 * stays so until it is given up with all that nobody took over.
 */
export type UploadState = 'AWAITED' | 'RECEIVING' | 'STORED';

/** An image as it is kept and shown: WebP, without what the camera wrote into it. */
export type ImageId = Id<'img'>;

export const imageOf = (upload: UploadId): ImageId => withPrefix('img', upload);

export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/avif'] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

export const MAX_UPLOAD_BYTES = 10_000_000; // a phone's photo at its best
export const MAX_OPEN_UPLOADS = 20; // of one provider: what is stored for nobody yet stays bounded
export const UPLOAD_URL_LIFETIME_MS = 10 * MINUTE; // real time: long enough for 10 MB from a cellar
export const UNUSED_UPLOAD_KEPT_MS = DAY; // domain time, from its creation: a portfolio may be written in the evening
export const MAX_IMAGE_SIDE = 2_048; // pixels: sharp on a large screen

/** What the first bytes say it is, whatever the sender calls it; undefined for anything but these. */
export function imageTypeOf(bytes: Uint8Array): ImageType | undefined {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (text(0, 3) === '\xff\xd8\xff') return 'image/jpeg';
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp';
  // an ISO media file names its brand and up to some others that it conforms to, four letters each
  if (text(4, 8) === 'ftyp' && /^.{8}(.{4})*avif/s.test(text(0, AVIF_BRANDS_END))) return 'image/avif';
  return undefined;
}

const AVIF_BRANDS_END = 64;
