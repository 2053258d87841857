import { decodeCursor, encodeCursor } from '@marketplace/kernel/cursor';
import { type AuditId, isId } from '@marketplace/kernel/ids';
import { type Connection, connection, pageSize } from '@marketplace/kernel/page';
import { z } from 'zod';
import type { AuditEntry } from '../domain/audit-entry.ts';
import type { ParkedMessage, ParkedMessageId } from '../domain/parked-message.ts';
import type { OperatorReads } from './operator-ports.ts';

const AUDIT_PAGE_SIZE = 50;
const PARKED_PAGE_SIZE = 20;
const AUDIT = 'audit';
const PARKED = 'parked';

const auditPosition = z.tuple([z.int(), z.custom<AuditId>((id) => typeof id === 'string' && isId('aud', id))]);
const parkedPosition = z.tuple([z.int(), z.custom<ParkedMessageId>((id) => typeof id === 'string' && isId('msg', id))]);

type After = string | null | undefined;
type First = number | null | undefined;

/** Newest first. Throws CursorUnknown, WrongShape. */
export async function auditPage(reads: OperatorReads, first: First, after: After): Promise<Connection<AuditEntry>> {
  const size = pageSize(first, AUDIT_PAGE_SIZE);
  const found = await reads.auditLog(size + 1, after ? position(after) : undefined);
  return connection(found, size, after, (node) => ({ cursor: encodeCursor(AUDIT, node.at.getTime(), node.id), node }));

  function position(cursor: string) {
    const [at, id] = decodeCursor(AUDIT, auditPosition, cursor);
    return { at: new Date(at), id };
  }
}

/** The latest first. Throws CursorUnknown, WrongShape. */
export async function parkedPage(reads: OperatorReads, first: First, after: After): Promise<Connection<ParkedMessage>> {
  const size = pageSize(first, PARKED_PAGE_SIZE);
  const found = await reads.parkedMessages(size + 1, after ? position(after) : undefined);
  return connection(found, size, after, (node) => ({
    cursor: encodeCursor(PARKED, node.parkedAt.getTime(), node.id),
    node,
  }));

  function position(cursor: string) {
    const [parkedAt, id] = decodeCursor(PARKED, parkedPosition, cursor);
    return { parkedAt: new Date(parkedAt), id };
  }
}
