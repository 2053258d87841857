import { parseId } from '@marketplace/kernel/ids';
import { HttpRefusal } from '@marketplace/subgraph/http-reply';
import type { Route } from '@marketplace/subgraph/subgraph';
import type { ImageStore } from '../application/ports.ts';
import { lastSegment } from './last-segment.ts';

/** What strangers sent is shown as the picture that it was encoded to, and is nothing else to any browser. */
const SAFE = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'cross-origin', // the web and integrators' pages are other origins
  'cache-control': 'public, max-age=31536000, immutable', // another picture has another id
};

/** GET /images/ID.webp, for everybody. */
export const imageRoute =
  (images: ImageStore): Route =>
  async (request, response) => {
    const { method, headers } = request;
    if (method !== 'GET' && method !== 'HEAD')
      throw new HttpRefusal(405, 'BAD_REQUEST', 'Use GET', { allow: 'GET, HEAD' });
    const [, text = ''] = /^(.+)\.webp$/.exec(lastSegment(request)) ?? [];
    const id = parseId('img', text);
    const etag = `"${id}"`;
    if (id && headers['if-none-match'] === etag) {
      response.writeHead(304, { ...SAFE, etag }).end();
      return;
    }
    const image = id && (await images.get(id));
    if (!image) throw new HttpRefusal(404, 'BAD_REQUEST', 'There is no such image', { 'cache-control': 'no-store' });
    response.writeHead(200, {
      ...SAFE,
      etag,
      'content-type': 'image/webp',
      'content-length': image.length,
      'content-disposition': `inline; filename="${id}.webp"`,
    });
    response.end(method === 'HEAD' ? undefined : image);
  };
