/** Domain time moves on: to a deadline, into a window, by minutes or by days. */
import { DAY, HOUR, later, MINUTE, SECOND } from '@marketplace/kernel/clock';
import { rows } from '@marketplace/storage/database';
import { sql } from 'drizzle-orm';
import { hasEnded } from '../model.ts';
import { seeProgress } from '../observe.ts';
import type { Walk } from '../walk.ts';
import { drawBooking } from './act.ts';
import type { Step } from './step.ts';

export const waitAWhile: Step = async (walk) => {
  const { random, world } = walk;
  const wait = random.pick([
    ...[random.integer(1, 30) * SECOND, random.integer(1, 20) * MINUTE, random.integer(1, 20) * MINUTE],
    ...[random.integer(1, 5) * HOUR, random.integer(20, 50) * HOUR],
  ]);
  await world.advanceTo(later(world.clock.now(), wait));
  return `${Math.round(wait / SECOND)} s later: ${world.clock.now().toISOString()}`;
};

/** Rarely: whatever is forgotten meanwhile ends by itself. */
export const waitForDays: Step = async ({ random, world }) => {
  const days = random.integer(3, 15);
  await world.advanceTo(later(world.clock.now(), days * DAY));
  return `${days} days later: ${world.clock.now().toISOString()}`;
};

export const waitForDeadline: Step = async (walk) => {
  const next = await nextDeadline(walk);
  if (!next) return null;
  await walk.world.advanceTo(next.dueAt);
  return `until ${next.kind}: ${next.dueAt.toISOString()}`;
};

/** Just before or into the window of an order that is to be carried out. */
export const waitForWindow: Step = async (walk) => {
  const booking = drawBooking(walk, 'ACCEPTED');
  if (!booking) return null;
  const order = await seeProgress(walk, booking);
  if (hasEnded(order.status)) return null;
  const instant = later(
    new Date(order.scheduledFor.start),
    walk.random.pick([-3 * HOUR, -90 * MINUTE, -1, 0, 16 * MINUTE]),
  );
  if (instant <= walk.world.clock.now()) return null;
  await walk.world.advanceTo(instant);
  return `until the window of order ${booking.number}: ${instant.toISOString()}`;
};

/** The earliest of all contexts, but for those that only look after what is there. */
async function nextDeadline({ world }: Walk): Promise<{ kind: string; dueAt: Date } | null> {
  const each = world.schemas.map(
    (schema) => sql`select kind, due_at from ${sql.identifier(schema)}.deadlines
      where kind not in ('renew-availability', 'publish-availability', 'reconcile')`,
  );
  const [next] = await rows<{ kind: string; due: string }>(
    world.database.db,
    sql`select kind, due_at::text as due from (${sql.join(each, sql` union all `)}) d order by due_at limit 1`,
  );
  return next ? { kind: next.kind, dueAt: new Date(next.due) } : null;
}
