import { newId, type SkillId } from '@marketplace/kernel/ids';
import { isPositive } from '@marketplace/kernel/money';
import { expect, test } from 'vitest';
import { generateWorld } from '../src/generate.ts';

const skills = new Map<string, SkillId>();
const skillId = (slug: string): SkillId => {
  const id = skills.get(slug) ?? newId('skl');
  skills.set(slug, id);
  return id;
};
const now = new Date('2026-06-01T12:00:00Z');
const size = { providers: 120, customers: 40, orders: 300 };
const world = generateWorld({ size, seed: 7, now, skillId });

test('the four demo accounts are in it, and every address once', () => {
  const emails = world.accounts.map((account) => account.email);
  for (const who of ['customer', 'provider', 'moderator', 'operator']) expect(emails).toContain(`${who}@demo.test`);
  expect(new Set(emails).size).toBe(emails.length);
  expect(world.accounts).toHaveLength(size.providers + size.customers + 3);
});

test('the same seed makes the same people, places and prices', () => {
  const again = generateWorld({ size, seed: 7, now, skillId });
  const told = (w: typeof world) =>
    w.providers.map((p) => [p.displayName, p.location.point, p.offerings.map((o) => o.price)]);
  expect(told(again)).toEqual(told(world));
});

test('past orders are over, well in order, and no provider was in two places at once', () => {
  for (const order of world.orders) {
    const steps = [
      order.placedAt,
      order.acceptedAt,
      order.departedAt,
      order.startedAt,
      order.completedAt,
      order.settledAt,
    ];
    expect([...steps].sort((a, b) => a.getTime() - b.getTime())).toEqual(steps);
    expect(order.settledAt.getTime()).toBeLessThan(now.getTime());
    expect(isPositive(order.price)).toBe(true);
  }
  const byProvider = Map.groupBy(world.orders, (order) => order.providerId);
  for (const orders of byProvider.values()) {
    const sorted = [...orders].sort((a, b) => a.scheduledFor.start.getTime() - b.scheduledFor.start.getTime());
    for (const [index, order] of sorted.entries()) {
      const before = sorted[index - 1];
      if (before) expect(before.scheduledFor.end.getTime()).toBeLessThanOrEqual(order.scheduledFor.start.getTime());
    }
  }
});
