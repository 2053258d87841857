import type { AnyEnvelope, EventDraft, Origin } from './envelope.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * What a context's transaction can do with messages: all of it commits with the context's rows, or none does.
 * Contexts extend it by their own questions and never see what store is behind it.
 */
export interface TransactionMessages {
  /** Writes events to the outbox, each with its subject's next sequence number. The only way to publish. */
  publish(...drafts: readonly EventDraft[]): Promise<void>;
  /** Sets the one deadline of this kind and subject, replacing an earlier one. */
  setDeadline(deadline: NewDeadline): Promise<void>;
  clearDeadline(kind: string, subject: string): Promise<void>;
  /** Appends to a stream under its next number, which it returns (from 1, gapless, in order of commit). */
  appendToStream(stream: string, entry: Json): Promise<number>;
  /** For the consumer's own use. */
  readonly inbox: TransactionInbox;
}

/** Runs work in one transaction of a context's store, on behalf of `origin`. */
export type Transact<T extends TransactionMessages> = <R>(origin: Origin, work: (tx: T) => Promise<R>) => Promise<R>;

export interface NewDeadline {
  readonly kind: string;
  readonly subject: string;
  readonly dueAt: Date;
  readonly data?: Json;
}

export interface Deadline extends NewDeadline {
  readonly id: string;
  /** How often firing it has failed so far. */
  readonly attempts: number;
}

/**
 * `new`: handle it now. `duplicate`: done before. `early`: the one before it is still missing.
 * `late`: its subject went on without it, because it or one after it was parked.
 */
export type InboxVerdict = 'new' | 'duplicate' | 'early' | 'late';

export interface TransactionInbox {
  /**
   * Records that `consumer` handles this event, in the transaction that does, when the verdict is `new`.
   * `replayed`: it was parked and is taken up again, so that being late is no hindrance.
   */
  admit(consumer: string, event: AnyEnvelope, replayed?: boolean): Promise<InboxVerdict>;
}

/** The rest of a context's message store: what the relay, the consumers, the deadlines and the live streams work with. */
export interface MessageStore {
  readonly outbox: OutboxStore;
  readonly inbox: InboxStore;
  readonly deadlines: DeadlineStore;
  readonly streams: StreamStore;
  /**
   * Before anything else claims: frees what a process that died has leased, where none but this one can be at work.
   * Elsewhere leases run out.
   */
  freeLeases(): Promise<void>;
}

export interface OutboxStore {
  /** Whose events these are: the envelopes' `source`. */
  readonly source: `/${string}`;
  /** Leases up to `limit` subjects that have unsent events, oldest unsent first; no other claimer gets them until then. */
  claimSubjects(claimer: string, limit: number, leaseMs: number): Promise<readonly string[]>;
  /** The unsent events of these subjects, each subject's in order. */
  unsent(subjects: readonly string[], limit: number): Promise<readonly AnyEnvelope[]>;
  markSent(eventIds: readonly string[]): Promise<void>;
  release(claimer: string, subjects: readonly string[]): Promise<void>;
  /** Makes a subject's events of these numbers, both included, unsent again. For a consumer that misses them. */
  resend(subject: string, from: number, to: number): Promise<void>;
  /** Deletes what was appended before this instant and is sent; at most PRUNED_AT_ONCE, and says how many. */
  prune(appendedBefore: Date): Promise<number>;
  /** The id of the newest event: another one whenever something was appended. */
  newest(): Promise<string | null>;
  /** How many events are unsent, and since when the oldest is. */
  backlog(): Promise<{ unsent: number; oldest: Date | null }>;
  /** Calls back after commits that appended events. A wake-up: it can be lost. */
  onAppended(wake: () => void): Promise<() => Promise<void>>;
}

export type WaitingState = 'WAITING' | 'PARKED';

export interface WaitingMessage {
  readonly id: string;
  readonly consumer: string;
  /** Null for a message that could not be read. */
  readonly event: AnyEnvelope | null;
  readonly body: string;
  readonly state: WaitingState;
  /** It was parked and an operator wants it tried once more. */
  readonly replayed: boolean;
  readonly attempts: number;
  readonly error: string;
  readonly dueAt: Date;
  readonly parkedAt: Date | null;
}

export interface InboxStore {
  /** The number up to which this subject's events are handled or set aside; 0 before the first. */
  handledUpTo(consumer: string, event: AnyEnvelope): Promise<number>;
  /** Whether an earlier message of the event's subject waits for this consumer, so that nothing is missing. */
  isHeldBack(consumer: string, event: AnyEnvelope): Promise<boolean>;
  /** Keeps a message for later, once. */
  wait(consumer: string, event: AnyEnvelope, error: string, dueAt: Date): Promise<void>;
  /** Makes the waiting message with this number, of the event's subject, due at `now`. False when there is none. */
  hasten(consumer: string, event: AnyEnvelope, sequence: number, now: Date): Promise<boolean>;
  /** Leases due waiting messages, of each subject the first alone. */
  claimDue(
    consumer: string,
    claimer: string,
    now: Date,
    limit: number,
    leaseMs: number,
  ): Promise<readonly WaitingMessage[]>;
  /** When the earliest waiting message is due, of each subject the first alone; null when none waits. */
  nextDue(consumer: string): Promise<Date | null>;
  /** The message was handled, or is not needed any more. */
  remove(id: string): Promise<void>;
  retryAt(id: string, error: string, dueAt: Date): Promise<void>;
  /** Sets it aside with its error: it no longer holds back its subject's others, whose sequence may go on after it. */
  park(id: string, error: string): Promise<void>;
  /** Parks an event that does not wait, once. */
  parkEvent(consumer: string, event: AnyEnvelope, error: string): Promise<void>;
  parkUnreadable(consumer: string, body: string, error: string): Promise<void>;
  /** In the order of their ids. `after`: the last id of the page before. */
  parked(limit: number, after: string | null): Promise<readonly WaitingMessage[]>;
  /** Takes a parked message up again at once. False when it is not parked here, or cannot be read. */
  replay(id: string): Promise<boolean>;
  /** Forgets a parked message: it counts as handled. False when it is not parked here. */
  discard(id: string): Promise<boolean>;
  /** Calls back after commits that made a message due (a replay). A wake-up: it can be lost. */
  onDue(wake: () => void): Promise<() => Promise<void>>;
  /** Deletes what is known of messages handled before this instant; at most PRUNED_AT_ONCE, and says how many. */
  prune(handledBefore: Date): Promise<number>;
}

export interface DeadlineStore {
  /** Leases what is due at `now` (domain time), earliest first. The lease runs in the machine's time. */
  claimDue(claimer: string, now: Date, limit: number, leaseMs: number): Promise<readonly Deadline[]>;
  /** It has fired. Does nothing when it was replaced meanwhile. */
  complete(deadline: Deadline): Promise<void>;
  /** Firing failed: again at `dueAt`, which is in the machine's time. */
  retryAt(deadline: Deadline, error: string, dueAt: Date): Promise<void>;
  /** The earliest deadline's instant. */
  next(): Promise<Date | null>;
  /** Whether one is due at `now` that is not put off for longer than `patienceMs`, and when the next one is; but for these kinds. */
  ahead(now: Date, but: readonly string[], patienceMs: number): Promise<{ due: boolean; next: Date | null }>;
  /** Calls back after commits that set deadlines. A wake-up: it can be lost. */
  onSet(wake: () => void): Promise<() => Promise<void>>;
}

export interface StreamEntry {
  readonly number: number;
  readonly entry: Json;
  readonly at: Date;
}

export interface StreamStore {
  /** Entries after this number, in order. Throws CursorUnknown when some of them were deleted or the number is ahead. */
  read(stream: string, after: number, limit: number): Promise<readonly StreamEntry[]>;
  /** The last number given out; 0 for a stream that has none. */
  head(stream: string): Promise<number>;
  /**
   * Deletes entries from before this instant, but for those of streams whose name begins with one of `kept`; at most
   * PRUNED_AT_ONCE, and says how many.
   */
  prune(before: Date, kept: readonly string[]): Promise<number>;
}

/** A deletion is a short statement; who prunes goes on until fewer were deleted. */
export const PRUNED_AT_ONCE = 5_000;
