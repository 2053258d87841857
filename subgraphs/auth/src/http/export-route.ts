import { HttpRefusal, replyJson } from '@marketplace/subgraph/http-reply';
import type { Route } from '@marketplace/subgraph/subgraph';
import { exportedData } from '../application/data-export.ts';
import type { AuthParts } from '../application/ports.ts';

const HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer', // the address is the key to it
  'x-content-type-options': 'nosniff',
};

const RETRY_SECONDS = 5;

/**
 * GET /exports/TOKEN: a person's data as JSON, for whoever has the link. 202 while parts of it are on their way, which a
 * browser asks again by itself; 404 when the link is none, or too old.
 */
export const exportRoute =
  (parts: AuthParts): Route =>
  async (request, response) => {
    if (request.method !== 'GET') throw new HttpRefusal(405, 'BAD_REQUEST', 'Use GET', { allow: 'GET' });
    const [path = ''] = (request.url ?? '').split('?', 1);
    const data = await exportedData(parts, path.slice(path.lastIndexOf('/') + 1));
    if (!data) throw new HttpRefusal(404, 'BAD_REQUEST', 'This link is too old, or not whole');
    if ('preparing' in data) {
      const again = { 'retry-after': `${RETRY_SECONDS}`, refresh: `${RETRY_SECONDS}` };
      const message = 'Your data is being prepared. Open this link again in a moment.';
      replyJson(response, 202, { message, ...data }, { ...HEADERS, ...again });
    } else replyJson(response, 200, data, { ...HEADERS, 'content-disposition': 'attachment; filename="my-data.json"' });
  };
