/** Moves the clock of all contexts of a sandbox, from deadline to deadline. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ShiftedClock } from '@marketplace/kernel/clock';
import { refuse } from '@marketplace/kernel/refusal';
import { createBell } from './bell.ts';
import type { Broker, Closable, LiveMessage } from './broker.ts';
import { CLOCK_ANSWERED, CLOCK_ASKED, CLOCK_JOINED, type ClockAnswered, clockAnswered } from './test-clock.ts';

export interface TestClockCoordinator extends Closable {
  /**
   * Moves time on to this instant, stopping at every deadline before it until nothing is left to do anywhere, and returns
   * the time then. A way too long for one call goes on after it, refused with CONFLICT: a repeat waits for the rest. Refuses
   * with INVALID_INPUT an instant that is past, with CONFLICT while time is on its way to an earlier one, and, naming them,
   * when contexts do not answer: what has been done by then stays done.
   */
  advance(to: Date): Promise<Date>;
}

const PATIENCE_MS = 30_000;
const ASK_AGAIN_MS = 1_000; // a signal may be lost
const ANSWER_WITHIN_MS = 12_000; // the router gives up on a subgraph after 15 s

/** Time on its way, whoever waits for it. */
interface Move {
  readonly to: Date;
  readonly done: Promise<Date>;
}

export async function testClockCoordinator(parts: {
  readonly broker: Broker;
  /** This context's, which follows like all others. */
  readonly clock: ShiftedClock;
  /** Who has to answer. */
  readonly contexts: readonly string[];
  readonly patienceMs?: number;
  /** How long a call waits. */
  readonly answerWithinMs?: number;
}): Promise<TestClockCoordinator> {
  const { broker, clock, contexts, patienceMs = PATIENCE_MS, answerWithinMs = ANSWER_WITHIN_MS } = parts;
  const bell = createBell();
  let answers = new Map<string, ClockAnswered>();
  let ask = '';
  let move: Move | undefined;
  let closed = false;

  function onMessage({ type, payload }: LiveMessage): void {
    if (type === CLOCK_JOINED) {
      if (!move) void broker.signal(CLOCK_ASKED, { ask: 'where all others are', offset: clock.offset });
      return;
    }
    const { success, data } = clockAnswered.safeParse(payload);
    if (!success || data.ask !== ask) return;
    answers.set(data.context, data);
    bell.ring();
  }

  const missing = () => contexts.filter((context) => !answers.has(context));

  /** Every context's answer to a new ask, or a refusal that names who gave none. */
  async function everybody(offset: number, until: number): Promise<readonly ClockAnswered[]> {
    ask = randomUUID();
    answers = new Map();
    let askAgainAt = 0;
    for (;;) {
      if (missing().length === 0) return [...answers.values()];
      if (closed) throw new Error('the process ends');
      const now = Date.now();
      if (now > until)
        refuse(
          'CONFLICT',
          `The clock stopped at ${clock.now().toISOString()}. No answer from: ${missing().join(', ')}.`,
        );
      if (now >= askAgainAt) {
        await broker.signal(CLOCK_ASKED, { ask, offset });
        askAgainAt = now + ASK_AGAIN_MS;
      }
      await bell.sleep(ASK_AGAIN_MS);
    }
  }

  /**
   * Until nothing is left to do anywhere. An answer holds for its moment, and what one context does may give another work that
   * has answered before: only when all say the same twice, and no event came in between, is everything at rest.
   */
  async function rest(offset: number): Promise<Date | null> {
    const until = Date.now() + patienceMs;
    let before = '';
    for (;;) {
      const found = await everybody(offset, until);
      const now = JSON.stringify(found.map(({ context, newest }) => [context, newest]).toSorted());
      if (now === before) return earliest(found);
      before = now;
    }
  }

  async function advanceTo(to: Date): Promise<Date> {
    let next = await rest(clock.offset);
    while (clock.now() < to) {
      const target = next && next < to ? next : to;
      next = await rest(clock.offset + Math.max(0, target.getTime() - clock.now().getTime()));
    }
    return clock.now();
  }

  function start(to: Date): Move {
    const done = advanceTo(to).finally(() => {
      move = undefined;
    });
    done.catch(() => undefined); // whoever waits is told; perhaps nobody does any more
    return { to, done };
  }

  const listening = await broker.listen({ patterns: [CLOCK_ANSWERED, CLOCK_JOINED], onMessage });
  return {
    async advance(to) {
      if (to < clock.now())
        refuse('INVALID_INPUT', `Time never goes back: it is ${clock.now().toISOString()}.`, ['to']);
      move ??= start(to);
      if (move.to < to)
        refuse('CONFLICT', `The clock is on its way to ${move.to.toISOString()}: move it on when it is there.`);
      const end = await Promise.race([move.done, pause(answerWithinMs, null, { ref: false })]);
      if (end) return end;
      const [now, goal] = [clock.now(), to].map((instant) => instant.toISOString());
      const waiting = missing().length > 0 ? ` It waits for: ${missing().join(', ')}.` : '';
      return refuse('CONFLICT', `The clock has come to ${now} and goes on to ${goal}: repeat the call.${waiting}`);
    },
    async close() {
      closed = true;
      bell.ring();
      await move?.done.catch(() => undefined);
      await listening.close();
    },
  };
}

function earliest(answers: readonly ClockAnswered[]): Date | null {
  const instants = answers.flatMap(({ next }) => (next === null ? [] : [Date.parse(next)]));
  return instants.length > 0 ? new Date(Math.min(...instants)) : null;
}
