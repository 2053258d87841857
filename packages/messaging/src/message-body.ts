import { MAX_MESSAGE_BYTES } from './broker.ts';
import type { AnyEnvelope } from './envelope.ts';

/** An event as it goes over the wire, and its place in the batch that it came in. */
export interface Outgoing {
  readonly index: number;
  readonly event: AnyEnvelope;
  readonly body: string;
}

/** Writes a batch's bodies. What is too large fails, and with it all that follow of its subject, which must not overtake it. */
export function writeBodies(events: readonly AnyEnvelope[]): { outgoing: Outgoing[]; failed: number[] } {
  const outgoing: Outgoing[] = [];
  const failed: number[] = [];
  const heldBack = new Set<string>();
  for (const [index, event] of events.entries()) {
    const body = JSON.stringify(event);
    if (heldBack.has(event.subject) || Buffer.byteLength(body) > MAX_MESSAGE_BYTES) {
      heldBack.add(event.subject);
      failed.push(index);
    } else outgoing.push({ index, event, body });
  }
  return { outgoing, failed };
}

const TEXTS = ['id', 'type', 'source', 'subject', 'time', 'correlationid'] as const;

/**
 * Reads a message's body. Only the envelope is checked: data may have fields that this version does not know, and a type
 * may be newer than its reader. Throws an error that says what is wrong.
 */
export function readEnvelope(body: string): AnyEnvelope {
  const envelope: unknown = JSON.parse(body);
  if (!isRecord(envelope)) throw new Error('not an object');
  if (envelope.specversion !== '1.0') throw new Error('not a CloudEvents 1.0 envelope');
  for (const name of TEXTS) {
    if (typeof envelope[name] !== 'string' || envelope[name] === '') throw new Error(`no ${name}`);
  }
  if (!Number.isSafeInteger(envelope.sequence) || Number(envelope.sequence) < 1) throw new Error('no sequence');
  if (!isRecord(envelope.data)) throw new Error('no data');
  // as: the envelope is checked above, and its data is as the owner of the type wrote it
  return envelope as unknown as AnyEnvelope;
}

/** The subject by which a body is kept in order; empty for one that can't be read. */
export function subjectOf(body: string): string {
  try {
    return readEnvelope(body).subject;
  } catch {
    return '';
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
