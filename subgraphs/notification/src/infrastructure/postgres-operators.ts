import type { Db } from '@marketplace/storage/database';
import { asc, desc, eq, sql } from 'drizzle-orm';
import type { OperatorReads, OperatorRecords } from '../application/operator-ports.ts';
import { toAuditEntry, toParkedMessage, toStoryEntry } from './documents.ts';
import { auditEntries, parkedMessages, storyEntries } from './tables.ts';

export const operatorRecords = (tx: Db): OperatorRecords => ({
  addAuditEntry: async (document) => {
    const { id, at } = document;
    await tx.insert(auditEntries).values({ id, at, document }).onConflictDoNothing();
  },
  addStoryEntry: async (document) => {
    const { id, orderId, at } = document;
    await tx.insert(storyEntries).values({ id, orderId, at, document }).onConflictDoNothing();
  },
  saveParkedMessage: async (document) => {
    const row = { id: document.id, parkedAt: document.parkedAt, document };
    await tx.insert(parkedMessages).values(row).onConflictDoUpdate({ target: parkedMessages.id, set: row });
  },
  removeParkedMessage: async (id) => {
    await tx.delete(parkedMessages).where(eq(parkedMessages.id, id));
  },
});

export const operatorReads = (db: Db): OperatorReads => ({
  auditLog: async (limit, after) => {
    const found = await db
      .select()
      .from(auditEntries)
      .where(after ? sql`(at, id) < (${after.at.toISOString()}::timestamptz, ${after.id})` : undefined)
      .orderBy(desc(auditEntries.at), desc(auditEntries.id))
      .limit(limit);
    return found.map(({ document }) => toAuditEntry(document));
  },
  story: async (order, limit) => {
    const found = await db
      .select()
      .from(storyEntries)
      .where(eq(storyEntries.orderId, order))
      .orderBy(asc(storyEntries.at), asc(storyEntries.id))
      .limit(limit);
    return found.map(({ document }) => toStoryEntry(document));
  },
  parkedMessages: async (limit, after) => {
    const found = await db
      .select()
      .from(parkedMessages)
      .where(after ? sql`(parked_at, id) < (${after.parkedAt.toISOString()}::timestamptz, ${after.id})` : undefined)
      .orderBy(desc(parkedMessages.parkedAt), desc(parkedMessages.id))
      .limit(limit);
    return found.map(({ document }) => toParkedMessage(document));
  },
  parkedMessage: async (id) => {
    const [found] = await db.select().from(parkedMessages).where(eq(parkedMessages.id, id));
    return found && toParkedMessage(found.document);
  },
});
