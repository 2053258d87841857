/** What a provider may send for the portfolio, field by field. Messages are for the person who typed it. */
import { z } from 'zod';
import { MAX_DESCRIPTION, MAX_TITLE } from '../domain/offering.ts';
import { IMAGE_TYPES, MAX_UPLOAD_BYTES } from '../domain/upload.ts';
import { line, orNull, text } from './text-input.ts';

const imageType = z.string().transform((type, context) => {
  const known = IMAGE_TYPES.find((one) => one === type);
  if (known) return known;
  context.addIssue(`must be one of ${IMAGE_TYPES.join(', ')}`);
  return z.NEVER;
});

export const uploadInput = z.object({
  contentType: imageType,
  byteSize: z.int().min(1, 'must be more than nothing').max(MAX_UPLOAD_BYTES, `must be at most ${MAX_UPLOAD_BYTES}`),
});
export type UploadInput = z.input<typeof uploadInput>;

export const portfolioItemInput = z.object({
  id: orNull(z.string()),
  title: line(MAX_TITLE),
  description: text(MAX_DESCRIPTION),
  uploadId: orNull(z.string()),
});
export type PortfolioItemInput = z.input<typeof portfolioItemInput>;
export type PortfolioItemChanges = z.output<typeof portfolioItemInput>;
