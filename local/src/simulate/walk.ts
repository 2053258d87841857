/** One walk: who is about, what they have done so far, and what the model knows of it. */
import type { Random } from '@marketplace/demo/random';
import type { Answer, Operation } from './api.ts';
import type { OrderStatus, PaymentSource, ReviewSubject, UserErrorCode } from './operations.gen.ts';
import type { Offering, Person, Shop, Sum } from './people.ts';
import type { World } from './world.ts';

/** A rule does not hold. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

/** An order that was placed, as the model knows it. */
export interface Booking {
  readonly id: string;
  /** Of this walk, from 1: what it is called in the trace. */
  readonly number: number;
  readonly customer: Person;
  readonly shop: Shop;
  /** What was agreed last. */
  price: Sum;
  /** Approved, and the order's once its money is held, if it ever is. */
  approved: Sum | null;
  readonly source: PaymentSource;
  readonly card: string | null;
  /** When somebody looked last. */
  status: OrderStatus;
  /** What cancelling it gave back and cost. */
  cancelled: { readonly refund: Sum; readonly fee: Sum } | null;
  /** What the operator gave back: one of these when two said so at once. */
  readonly resolved: Sum[];
  /** Refunds after it was settled, and tips: minor units of the price's currency. */
  refunded: number;
  tipped: number;
  /** By whom they are about. */
  readonly reviews: Map<ReviewSubject, { readonly rating: number; readonly word: string }>;
  wrongPins: number;
  /** The terms of cancelling at its placement. */
  terms: Terms;
  readonly messages: string[];
}

/** What a customer's cancelling costs: nothing until `free` hours before the start, `percent` until `late` hours before, then `lastPercent`. */
export interface Terms {
  readonly free: number;
  readonly late: number;
  readonly percent: number;
  readonly lastPercent: number;
}

/** As the design has them. */
export const TERMS: Terms = { free: 24, late: 2, percent: 50, lastPercent: 100 };

export interface Hold {
  readonly id: string;
  readonly customer: Person;
  readonly shop: Shop;
  readonly offering: Offering;
  readonly start: string;
  readonly minutes: number;
  readonly price: Sum;
  readonly expiresAt: Date;
}

/** A call with an idempotency key, to be repeated. `outcome` is what it gave: an id, or a refusal's code. */
export interface KeyedCall {
  readonly what: string;
  repeat(): Promise<string>;
  /** With another body under the same key. */
  change(): Promise<string>;
  readonly outcome: string;
}

export interface Walk {
  readonly world: World;
  readonly random: Random;
  readonly bookings: Booking[];
  holds: Hold[];
  readonly keyed: KeyedCall[];
  /** Of offerings that have another price by now. */
  readonly prices: Map<string, Sum>;
  /** What was done, a line each. */
  readonly trace: string[];
  /** Another one at each call, the same in each repetition of the walk. */
  nextKey(): string;
}

export function newWalk(world: World, random: Random): Walk {
  let keys = 0;
  return {
    world,
    random,
    bookings: [],
    holds: [],
    keyed: [],
    prices: new Map(),
    trace: [],
    nextKey: () => `key-${(keys += 1)}`,
  };
}

export function violated(rule: string, details: unknown): never {
  throw new Violation(`${rule}: ${typeof details === 'string' ? details : JSON.stringify(details, briefly)}`);
}

/** People by their names. */
function briefly(_key: string, value: unknown): unknown {
  if (value instanceof Map) return [...value];
  return value instanceof Object && 'token' in value && 'name' in value ? value.name : value;
}

export function check(holds: boolean, rule: string, details: () => unknown): void {
  if (!holds) violated(rule, details());
}

interface Payload {
  readonly userErrors: readonly { readonly code: UserErrorCode }[];
}

/** What a mutation came to: its payload, or the code that it was refused with. */
export type Outcome<P> = { readonly done: P; readonly code?: undefined } | { readonly code: string };

/** GraphQL errors that a client can bring about by what it asks; others are faults. */
const REFUSALS = new Set(['FORBIDDEN', 'UNAUTHENTICATED', 'BAD_USER_INPUT']);

/** Calls a mutation with one root field. Any error that no client can bring about is a violation. */
export async function mutate<Data extends object, Variables>(
  { world }: Walk,
  who: Person,
  operation: Operation<Data, Variables>,
  variables: Variables,
): Promise<Outcome<NonNullable<PayloadOf<Data>>>> {
  const { data, errors } = await world.api(operation, variables, who.token);
  const [error] = errors;
  // as: of a type with one field this is the value, and every mutation's payload has userErrors
  const payload = Object.values(data ?? {})[0] as (PayloadOf<Data> & Payload) | null | undefined;
  if (error !== undefined) {
    check(REFUSALS.has(error), 'no operation fails', () => ({ errors, variables }));
    return { code: error };
  }
  if (!payload) return violated('no operation fails', { answered: 'nothing', variables });
  const [refusal] = payload.userErrors;
  return refusal ? { code: refusal.code } : { done: payload };
}

type PayloadOf<Data> = Exclude<Data[Exclude<keyof Data, '__typename'>], null | undefined>;

/** Asks a question. Errors are violations. */
export async function ask<Data, Variables>(
  { world }: Walk,
  who: Person,
  operation: Operation<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const { data, errors }: Answer<Data> = await world.api(operation, variables, who.token);
  if (errors.length > 0 || !data) return violated('no operation fails', { errors, variables });
  return data;
}

/** What the outcome is called in the trace. */
export const named = (outcome: Outcome<unknown>): string => outcome.code ?? 'done';
