import { fileURLToPath } from 'node:url';
import { WrongEnvironment } from '@marketplace/kernel/environment';
import { z } from 'zod';
import type { ImageStore } from '../application/ports.ts';
import { diskImages } from './disk-images.ts';
import { s3Images } from './s3-images.ts';

/** Where images are kept, as the environment says it. */
export const imagesEnvironment = {
  /** `file:DIR`, or `s3://BUCKET?region=…&endpoint=…`; the endpoint is AWS's own by default. */
  IMAGES_URL: z.string().regex(/^(file:.+|s3:\/\/[^/?]+\/?(\?.*)?$)/, 'must be file:DIR or s3://BUCKET?region=…'),
  AWS_ACCESS_KEY_ID: z.string().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
  AWS_SESSION_TOKEN: z.string().optional(),
};
type ImagesConfig = z.infer<z.ZodObject<typeof imagesEnvironment>>;

/** Opens the image store that the URL names. Throws WrongEnvironment for a bucket without a key to it. */
export async function openImages(config: ImagesConfig): Promise<ImageStore> {
  const url = config.IMAGES_URL;
  if (url.startsWith('file://')) return diskImages(fileURLToPath(url));
  if (url.startsWith('file:')) return diskImages(url.slice('file:'.length));
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = config;
  if (!accessKeyId || !secretAccessKey)
    throw new WrongEnvironment('AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY: are required with an s3:// IMAGES_URL');
  const { hostname: bucket, searchParams } = new URL(url);
  const region = searchParams.get('region') ?? 'us-east-1';
  const endpoint = searchParams.get('endpoint') ?? `https://s3.${region}.amazonaws.com`;
  if (!URL.canParse(endpoint))
    throw new WrongEnvironment('IMAGES_URL: the endpoint must be an https:// or http:// URL');
  return s3Images({
    endpoint: endpoint.replace(/\/+$/, ''),
    region,
    bucket,
    credentials: { accessKeyId, secretAccessKey, sessionToken: config.AWS_SESSION_TOKEN },
  });
}
