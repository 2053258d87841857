/** GraphQL over SSE, distinct connections mode: one request, one stream of `next` events, ended by `complete`. */
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
  /** How much may wait for the client to read it. */
  readonly queuedBytes: number;
  /** Called when it was too much. */
  readonly tooSlow: () => void;
  readonly heartbeatMs?: number;
}

/** One who has not read the rest after this is cut off. */
const SLOW_END_MS = 30_000;

const RIGHTS_ENDED: AnswerError = {
  message: 'The token has ended. Come back with a fresh one.',
  extensions: { code: 'UNAUTHENTICATED' },
};

const TOO_SLOW: AnswerError = {
  message: 'You read too slowly: come back and resume.',
  extensions: { code: 'SLOW_READER' },
};

/** Resolves when the stream has ended, by whomsoever. */
export async function sendEvents(
  response: ServerResponse,
  answers: AnswerStream | Answer,
  requestId: string,
  { whenRightsEnd, stopping, queuedBytes, tooSlow, heartbeatMs = HEARTBEAT_MS }: EventStreamEnds,
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
    for await (const answer of answers) {
      if (response.writableLength > queuedBytes) {
        last = next({ errors: [TOO_SLOW] }) + COMPLETE;
        cutOffLater(response);
        tooSlow();
        break;
      }
      response.write(next(answer));
    }
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

function cutOffLater(response: ServerResponse): void {
  const timer = setTimeout(() => response.destroy(), SLOW_END_MS);
  response.once('close', () => clearTimeout(timer));
}
