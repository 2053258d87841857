import type { Logger } from '@marketplace/kernel/logger';
import type { Answer, ErrorCode } from '../answer.ts';
import { type Executable, run } from '../execution/executable.ts';
import type { Execution } from '../execution/execution.ts';
import { type CompiledFetch, compileFetch, takeRootAnswer, variablesText } from '../execution/fetch.ts';
import { FAULTS } from '../execution/fetch-errors.ts';
import type { PlanSurroundings } from '../execution/surroundings.ts';
import type { Resumable } from '../schema/resumable.ts';
import { UpstreamError, type UpstreamStream } from '../transport/upstream.ts';
import { type Resumption, resumption } from './resume.ts';
import type { Turns } from './turns.ts';
import { upstreamEvents } from './upstream-events.ts';

/** A client's stream: answers in order, each completed from other subgraphs before the next is looked at. */
export interface AnswerStream extends AsyncIterableIterator<Answer, undefined> {
  /** Ends the stream at once, also at the subgraph. */
  return(): Promise<IteratorResult<Answer, undefined>>;
  /** Ends it at once with a reason, which whoever reads it gets. */
  end(reason: StreamEnded): void;
  /** Called once when it has ended, by whomsoever. */
  onEnd(tell: () => void): void;
}

/** The stream can't go on. Its message and `extensions.code` are for the client. */
export class StreamEnded extends Error {
  override readonly name = 'StreamEnded';
  readonly extensions: { readonly code: ErrorCode };
  constructor(message: string, code: ErrorCode) {
    super(message);
    this.extensions = { code };
  }
}

/** Opens streams of one operation. */
export type Subscribe = (newExecution: () => Execution) => AnswerStream;

export function compileSubscription(
  executable: Executable & { readonly primary: NonNullable<Executable['primary']> },
  resumables: ReadonlyMap<string, Resumable>,
  surroundings: PlanSurroundings,
  turns: Turns,
): Subscribe {
  const resuming = resumption(executable.primary, resumables);
  const first = compileFetch(resuming?.first ?? executable.primary, surroundings);
  const again = resuming && compileFetch(resuming.again, surroundings);
  return (newExecution) => {
    const events = upstreamEvents({
      open: (cursor) =>
        cursor === undefined || !again
          ? open(first, newExecution(), {}, surroundings)
          : open(again, newExecution(), cursorVariable(resuming, cursor), surroundings),
      resumption: resuming,
      logger: surroundings.logger,
    });
    const complete = async (): Promise<IteratorResult<Answer, undefined>> => {
      try {
        const event = await events.next();
        if (event.done) return event;
        const answer = () => {
          const execution = newExecution();
          takeRootAnswer(first, event.value, [execution.data], execution);
          return run(executable, execution);
        };
        return { done: false, value: await (executable.step ? turns.take(answer) : answer()) };
      } catch (error) {
        events.close();
        throw streamEnded(error, surroundings.logger);
      }
    };
    return inOrder(complete, () => events.close());
  };
}

const cursorVariable = ({ cursorVariable }: Resumption, cursor: string) => ({ [cursorVariable]: cursor });

function open(
  { subgraph, operation, ...fetch }: CompiledFetch,
  { variables, identityFor, requestId }: Execution,
  extra: Readonly<Record<string, string>>,
  { upstreams }: PlanSurroundings,
): UpstreamStream {
  const upstream = upstreams[subgraph];
  if (!upstream) throw new UpstreamError('unavailable', `there is no upstream for ${subgraph}`);
  const text = variablesText({ subgraph, operation, ...fetch }, { ...variables, ...extra });
  return upstream.subscribe({ operation, variables: text, identity: identityFor(subgraph), requestId });
}

function streamEnded(error: unknown, logger: Logger): StreamEnded {
  if (error instanceof UpstreamError) {
    const { message, code } = FAULTS[error.fault];
    return new StreamEnded(message, code);
  }
  logger.error({ err: error }, 'a subscription failed');
  return new StreamEnded('Something went wrong on our side.', 'INTERNAL_SERVER_ERROR');
}

/** An iterator whose `return` does not wait for a `next` under way, as a generator's would. */
function inOrder(next: () => Promise<IteratorResult<Answer, undefined>>, close: () => void): AnswerStream {
  const done = { done: true, value: undefined } as const;
  let ended = false;
  let reason: StreamEnded | undefined;
  let tell: (() => void) | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const end = () => {
    if (!ended) tell?.();
    ended = true;
  };
  const stream: AnswerStream = {
    next() {
      const result = last.then(async () => {
        if (ended) return done;
        const event = await next();
        if (reason && !ended) {
          end();
          throw reason;
        }
        if (event.done) end();
        return ended ? done : event;
      });
      last = result.catch(end);
      return result;
    },
    end(why) {
      reason = why;
      close();
    },
    onEnd(told) {
      tell = told;
    },
    async return() {
      end();
      close();
      return done;
    },
    async throw(error) {
      end();
      close();
      throw error;
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}
