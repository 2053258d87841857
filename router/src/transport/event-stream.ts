/** GraphQL over SSE, distinct connections mode: one request, one stream of `next` events, ended by `complete`. */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Answer, AnswerError } from '../answer.ts';
import { type AnswerStream, StreamEnded } from '../subscriptions/subscription.ts';

/** Proxies close a connection on which nothing comes for a minute, some for half of one. */
const HEARTBEAT_MS = 12_000;

export interface EventStreamEnds {
  /** Calls back when the caller's rights end. Returns what ends the watch. */
  readonly whenRightsEnd: (tell: () => void) => () => void;
  /** The router goes away: the client had better come back elsewhere. */
  readonly stopping: AbortSignal;
  readonly heartbeatMs?: number;
}

const RIGHTS_ENDED: AnswerError = {
  message: 'The token has ended. Come back with a fresh one.',
  extensions: { code: 'UNAUTHENTICATED' },
};

/** Resolves when the stream has ended, by whomsoever. */
export async function sendEvents(
  response: ServerResponse,
  answers: AnswerStream | Answer,
  requestId: string,
  { whenRightsEnd, stopping, heartbeatMs = HEARTBEAT_MS }: EventStreamEnds,
): Promise<void> {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no', // a proxy that collects events would hold them back
    'x-request-id': requestId,
  });
  response.flushHeaders();
  if (!isStream(answers)) {
    response.end(next(answers) + COMPLETE);
    return;
  }
  const stop = () => void answers.return();
  let last = COMPLETE;
  const endWith = (text: string) => () => {
    last = text;
    stop();
  };
  const forget = whenRightsEnd(endWith(next({ errors: [RIGHTS_ENDED] }) + COMPLETE));
  const goAway = endWith(''); // without `complete` clients know that there is more
  stopping.addEventListener('abort', goAway);
  response.once('close', stop);
  const heartbeat = setInterval(() => response.write(':\n\n'), heartbeatMs);
  try {
    for await (const answer of answers) await write(response, next(answer));
  } catch (error) {
    if (!(error instanceof StreamEnded)) throw error;
    last = next({ errors: [{ message: error.message, extensions: error.extensions }] }) + COMPLETE;
  } finally {
    forget();
    stopping.removeEventListener('abort', goAway);
    clearInterval(heartbeat);
    response.end(last);
  }
}

const COMPLETE = 'event: complete\ndata:\n\n';
const next = (answer: Answer): string => `event: next\ndata: ${JSON.stringify(answer)}\n\n`;

const isStream = (answers: AnswerStream | Answer): answers is AnswerStream => Symbol.asyncIterator in answers;

/** Waits for a slow reader: what comes meanwhile waits in the stream, which is bounded. */
async function write(response: ServerResponse, text: string): Promise<void> {
  if (response.destroyed || response.write(text)) return;
  const gone = new AbortController();
  const close = () => gone.abort();
  response.once('close', close);
  await once(response, 'drain', { signal: gone.signal }).catch(() => undefined);
  response.off('close', close);
}
