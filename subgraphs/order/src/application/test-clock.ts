import { DAY, later } from '@marketplace/kernel/clock';
import { refuse } from '@marketplace/kernel/refusal';
import { audited } from './audit.ts';
import type { Application, Call } from './ports.ts';

const FARTHEST_DAYS = 366; // at once: everything that was begun has ended by then

/** For operators of a sandbox. Refuses with INVALID_INPUT or CONFLICT; see `TestClock`. */
export async function advanceTestClock(app: Application, call: Call, to: Date): Promise<Date> {
  const { testClock } = app;
  if (!testClock) return refuse('CONFLICT', 'Time is real here: only a sandbox’s can be moved.');
  const now = app.clock.now();
  if (to > later(now, FARTHEST_DAYS * DAY))
    refuse('INVALID_INPUT', `The clock is moved by at most ${FARTHEST_DAYS} days at once.`, ['to']);
  const reason = `from ${now.toISOString()} to ${to.toISOString()}`;
  await app.transact(call.origin, (tx) =>
    tx.publish(audited({ actor: call.account, action: 'advance test clock', subject: 'test-clock', reason }, now)),
  );
  return testClock.advance(to);
}
