import { z } from 'zod';

/** A cursor that this API did not give out, or no longer knows. Reaches the client as CURSOR_UNKNOWN. */
export class CursorUnknown extends Error {
  override readonly name = 'CursorUnknown';
}

/** Cursors are opaque: base64url of a JSON array whose first item names what is paged. */
export function encodeCursor(kind: string, ...position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([kind, ...position])).toString('base64url');
}

const MAX_CURSOR_LENGTH = 1_000; // far above any of ours, far below what is worth parsing

/** The position behind a cursor of this kind. Throws CursorUnknown for anything else. */
export function decodeCursor<T extends z.ZodType>(kind: string, position: T, cursor: string): z.infer<T> {
  if (cursor.length > MAX_CURSOR_LENGTH) throw new CursorUnknown('cursor too long');
  const [found, ...rest] = parse(cursor);
  const result = position.safeParse(rest);
  if (found !== kind || !result.success) throw new CursorUnknown(`not a cursor of ${kind}`);
  return result.data;
}

function parse(cursor: string): unknown[] {
  try {
    return z.array(z.unknown()).parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new CursorUnknown('not a cursor');
  }
}
