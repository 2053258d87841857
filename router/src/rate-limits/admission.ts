import { Kind } from 'graphql';
import { RefusedRequest } from '../answer.ts';
import type { Client } from '../authentication/caller.ts';
import type { PreparedRequest } from '../graph.ts';
import type { Operation } from '../operation/operation.ts';
import { addressBucket } from './address-bucket.ts';
import type { Budget, RateLimitStore, Taken } from './rate-limiter.ts';

export interface RateLimits {
  /** Of an account, counted in operation cost. */
  readonly account: Budget;
  /** Of an API token. */
  readonly apiToken: Budget;
  /** Of an address without a token. */
  readonly address: Budget;
  /** Of an address, counted in tries of the fields below: passwords and codes are guessed there. */
  readonly signIn: Budget;
  /** Root fields of mutations. */
  readonly signInFields: readonly string[];
}

const MINUTE_S = 60;

export const DEFAULT_RATE_LIMITS: RateLimits = {
  account: { points: 20_000, windowSeconds: MINUTE_S },
  apiToken: { points: 60_000, windowSeconds: MINUTE_S },
  address: { points: 20_000, windowSeconds: MINUTE_S }, // many people can stand behind one
  signIn: { points: 30, windowSeconds: MINUTE_S },
  signInFields: ['signIn', 'signUp', 'requestPasswordReset', 'resetPassword', 'verifyEmail'],
};

/** What the client is told in `extensions.cost`. */
export interface CostReport {
  readonly estimated: number;
  readonly limit: number;
  readonly remaining: number;
  readonly resetsInSeconds: number;
}

/** Too much in too short a time: nothing has run. */
export class RateLimited extends RefusedRequest {
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number, cost: CostReport) {
    super([
      {
        message: `Too many requests. Come back in ${retryAfterSeconds} s.`,
        extensions: { code: 'RATE_LIMITED', retryAfterSeconds, cost },
      },
    ]);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export interface Admission {
  /** Counts a request that can be run. Throws RateLimited. */
  admit(prepared: PreparedRequest, client: Client): Promise<CostReport>;
  /** Counts one that was refused: finding that out costs something, too. Throws RateLimited. */
  countRefused(client: Client): Promise<void>;
  close(): Promise<void>;
}

/** Of every request, whatever it asks. */
const BASE_COST = 1;

export function admission(store: RateLimitStore, limits: RateLimits): Admission {
  const account = store.limiter('account', limits.account);
  const apiToken = store.limiter('api-token', limits.apiToken);
  const address = store.limiter('address', limits.address);
  const signIn = store.limiter('sign-in', limits.signIn);
  const tries = new WeakMap<Operation, number>();

  function signInTries(operation: Operation): number {
    let count = tries.get(operation);
    if (count === undefined) tries.set(operation, (count = rootFieldsAmong(operation, limits.signInFields)));
    return count;
  }

  function takeFor(client: Client, points: number): Promise<Taken> {
    const { token } = client;
    if (token?.apiToken) return apiToken.take(token.apiToken, points);
    if (token) return account.take(token.account, points);
    return address.take(addressBucket(client.address), points);
  }

  return {
    async admit({ operation, cost }, client) {
      const guesses = signInTries(operation);
      if (guesses > 0) check(await signIn.take(addressBucket(client.address), guesses), guesses);
      const estimated = BASE_COST + cost;
      return check(await takeFor(client, estimated), estimated);
    },
    async countRefused(client) {
      check(await takeFor(client, BASE_COST), BASE_COST);
    },
    close: store.close,
  };
}

function check({ allowed, limit, remaining, resetsInMs }: Taken, estimated: number): CostReport {
  const resetsInSeconds = Math.ceil(resetsInMs / 1_000);
  const report = { estimated, limit, remaining, resetsInSeconds };
  if (!allowed) throw new RateLimited(Math.max(1, resetsInSeconds), report);
  return report;
}

/** How often an operation asks for one of these fields at its root, under whatever alias and through fragments. */
function rootFieldsAmong({ definition, document }: Operation, names: readonly string[]): number {
  if (definition.operation !== 'mutation') return 0;
  let count = 0;
  const look = ({ selections }: (typeof definition)['selectionSet']): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) count += names.includes(selection.name.value) ? 1 : 0;
      else if (selection.kind === Kind.INLINE_FRAGMENT) look(selection.selectionSet);
      else {
        for (const one of document.definitions) {
          if (one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value) look(one.selectionSet);
        }
      }
    }
  };
  look(definition.selectionSet);
  return count;
}
