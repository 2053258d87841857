import { HttpRefusal, replyJson } from '@marketplace/subgraph/http-reply';
import type { Route } from '@marketplace/subgraph/subgraph';
import { exportedData } from '../application/data-export.ts';
import type { AuthParts } from '../application/ports.ts';

const HEADERS = {
  'content-disposition': 'attachment; filename="my-data.json"',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer', // the address is the key to it
  'x-content-type-options': 'nosniff',
};

/** GET /exports/TOKEN: a person's data as JSON, for whoever has the link. 404 when it is none, or too old. */
export const exportRoute =
  (parts: AuthParts): Route =>
  async (request, response) => {
    if (request.method !== 'GET') throw new HttpRefusal(405, 'BAD_REQUEST', 'Use GET', { allow: 'GET' });
    const [path = ''] = (request.url ?? '').split('?', 1);
    const data = await exportedData(parts, path.slice(path.lastIndexOf('/') + 1));
    if (!data) throw new HttpRefusal(404, 'BAD_REQUEST', 'This link is too old, or not whole');
    replyJson(response, 200, data, HEADERS);
  };
