import type { IncomingMessage } from 'node:http';
import { Refused } from '@marketplace/kernel/refusal';
import { HttpRefusal } from '@marketplace/subgraph/http-reply';
import type { Route } from '@marketplace/subgraph/subgraph';
import type { UserParts } from '../application/ports.ts';
import { receiveUpload } from '../application/receive-upload.ts';
import { lastSegment } from './last-segment.ts';

const RECEIVED_AT_ONCE = 12; // each keeps up to 10 MB in memory, of which a service has 512
const RETRY_AFTER_SECONDS = '5';

/**
 * PUT /uploads/TOKEN with the bytes that were announced to createUpload: 204. 400 for another number of bytes, 404 for a
 * token that is none or too old, 409 for a second sender, 422 for what is no image of the announced type, 503 when busy.
 */
export function uploadRoute(parts: UserParts): Route {
  let underWay = 0;
  return async (request, response) => {
    if (request.method !== 'PUT') throw new HttpRefusal(405, 'BAD_REQUEST', 'Use PUT', { allow: 'PUT' });
    if (underWay >= RECEIVED_AT_ONCE)
      throw new HttpRefusal(503, 'RATE_LIMITED', 'Too many images at this moment, try again', {
        'retry-after': RETRY_AFTER_SECONDS,
        connection: 'close',
      });
    underWay += 1;
    try {
      await receiveUpload(parts, lastSegment(request), (byteSize) => readExactly(request, byteSize));
      response.writeHead(204).end();
    } catch (error) {
      throw error instanceof Refused ? httpRefusal(error) : error;
    } finally {
      underWay -= 1;
    }
  };
}

/** The body, of exactly so many bytes. Throws HttpRefusal as soon as it is another number. */
async function readExactly(request: IncomingMessage, byteSize: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  const announced = request.headers['content-length'];
  if (announced !== undefined && Number(announced) !== byteSize) refuseLength(byteSize);
  for await (const chunk of request) {
    length += chunk.length;
    if (length > byteSize) refuseLength(byteSize);
    chunks.push(chunk);
  }
  if (length < byteSize) refuseLength(byteSize);
  return Buffer.concat(chunks, length);
}

function refuseLength(byteSize: number): never {
  // the rest of the body is not read, so that the connection can serve nothing after it
  throw new HttpRefusal(400, 'BAD_REQUEST', `Send the ${byteSize} bytes that were announced`, { connection: 'close' });
}

function httpRefusal({ refusals: [first] }: Refused): HttpRefusal {
  const message = first?.message ?? 'Refused';
  const close = { connection: 'close' };
  if (first?.code === 'TOKEN_INVALID') return new HttpRefusal(404, 'BAD_REQUEST', message, close);
  if (first?.code === 'CONFLICT') return new HttpRefusal(409, 'BAD_REQUEST', message, close);
  return new HttpRefusal(422, 'BAD_USER_INPUT', message);
}
