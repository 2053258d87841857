/** The whole context on a PGlite, a folder and a broker of its own, and people who call it. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Clock, systemClock } from '@marketplace/kernel/clock';
import { type AccountId, customerOf, newId, providerOf } from '@marketplace/kernel/ids';
import { silentLogger } from '@marketplace/kernel/logger';
import { type Role, SCOPES } from '@marketplace/kernel/roles';
import type { AnyEnvelope, Envelope } from '@marketplace/messaging/envelope';
import { EVENT_VERSIONS, type EventData, type EventType } from '@marketplace/messaging/events.gen';
import { memoryBroker } from '@marketplace/messaging/memory-broker';
import type { Caller } from '@marketplace/subgraph/caller';
import { signIdentity } from '@marketplace/subgraph/identity';
import { pgliteDatabase } from '@marketplace/testing/databases';
import { eventually } from '@marketplace/testing/eventually';
import { compose } from '../src/compose.ts';
import { diskImages } from '../src/infrastructure/disk-images.ts';
import { onPostgres } from './opened-stores.ts';

export interface Person extends Caller {
  readonly account: AccountId;
  readonly customerId: ReturnType<typeof customerOf>;
  readonly providerId: ReturnType<typeof providerOf>;
}

/** `data` as the query asks for it, in the words of the test. */
export interface Answer<Data> {
  readonly data: Data;
  readonly errors?: readonly { readonly extensions: object }[];
}

export const nobody: Caller = {
  account: null,
  name: null,
  roles: [],
  scopes: [],
  signIn: null,
  requestId: 'req-nobody',
  address: null,
  userAgent: null,
};

export function person(name: string, ...roles: readonly Role[]): Person {
  const account = newId('acc');
  return {
    ...nobody,
    account,
    name,
    roles: ['CUSTOMER', ...roles],
    scopes: SCOPES,
    requestId: `req-${name}`,
    customerId: customerOf(account),
    providerId: providerOf(account),
  };
}

export const API_URL = 'https://api.example.test/v1';

export async function openUserContext({
  clock = systemClock,
  machineClock = systemClock,
}: {
  readonly clock?: Clock;
  readonly machineClock?: Clock;
} = {}) {
  const { stores, clear, close } = await onPostgres(await pgliteDatabase(), clock);
  const broker = memoryBroker({ duplicates: true });
  const key = randomBytes(32);
  const folder = await mkdtemp(path.join(tmpdir(), 'user-images-'));
  const images = await diskImages(folder);
  const context = compose({
    stores,
    images,
    broker,
    clock,
    machineClock,
    logger: silentLogger,
    identityKey: key,
    uploadKey: randomBytes(32),
    apiUrl: API_URL,
    ping: async () => {},
    close,
  });

  return {
    stores,
    images,
    clear,
    context,
    /** The answer's data and errors as a client of the router would get them. */
    async ask<Data = Record<string, unknown>>(
      caller: Caller,
      query: string,
      variables: Record<string, unknown> = {},
    ): Promise<Answer<Data>> {
      const identity = signIdentity(callerOf(caller), 'user', key);
      return JSON.parse(JSON.stringify(await context.subgraph.execute({ query, variables }, identity)));
    },
    /** Puts an event on the broker as its owner would. */
    async tell<Type extends EventType>(...event: Parameters<typeof envelope<Type>>): Promise<void> {
      // as: the type and its data belong together by the signature
      await broker.publish([envelope(...event) as AnyEnvelope]);
    },
    deliver: (event: AnyEnvelope) => broker.publish([event]),
    /** Resolves when all that was delivered is handled. Nothing of it may wait for more, or be parked. */
    async quiet(): Promise<void> {
      const { inbox } = stores.messages;
      await eventually(() => broker.traffic().queued === broker.traffic().done);
      await eventually(
        async () => (await inbox.nextDue('user')) === null && (await inbox.parked(1, null)).length === 0,
      );
    },
    /** What has been published of a subject, in order. */
    published: (subject: string) => stores.messages.outbox.unsent([subject], 100),
    async close() {
      await context.stop();
      await broker.close();
      await rm(folder, { recursive: true });
    },
  };
}

export function envelope<Type extends EventType>(
  source: `/${string}`,
  type: Type,
  subject: string,
  sequence: number,
  data: EventData[Type],
): Envelope<Type> {
  return {
    specversion: '1.0',
    id: newId('evt'),
    type,
    source,
    subject,
    time: systemClock.now().toISOString(),
    datacontenttype: 'application/json',
    dataschema: `https://marketplace.dev/events/${type}/${EVENT_VERSIONS[type]}`,
    sequence,
    correlationid: 'test',
    data,
  };
}

/** Without what a `Person` has beside it, which no router signs. */
const callerOf = ({ account, name, roles, scopes, signIn, requestId, address, userAgent }: Caller): Caller => ({
  account,
  name,
  roles,
  scopes,
  signIn,
  requestId,
  address,
  userAgent,
});
