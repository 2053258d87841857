/** Streams to follow in tests: a log that grows, read from any cursor on, and names that another subgraph knows. */
import { GraphQLError } from 'graphql';
import type { TestSubgraphs } from './supergraph.ts';

export interface LiveLog {
  /** Adds an event for everybody who follows. */
  append(item: string): void;
  followers(): number;
  /** From which cursors streams were opened, in order. */
  readonly openedFrom: (string | null)[];
  readonly subgraphs: TestSubgraphs & Readonly<Record<'live' | 'names', TestSubgraphs[string]>>;
}

interface LogEvent {
  readonly cursor: string;
  readonly item: { readonly id: string };
}

const RESUMABLE = `
  extend schema @link(url: "https://marketplace.dev/specs/resumable/v1.0", import: ["@resumable"])
    @composeDirective(name: "@resumable")
  directive @resumable(argument: String = "after", cursor: String = "cursor") on FIELD_DEFINITION`;

export function liveLog(): LiveLog {
  const log: string[] = [];
  const followers = new Set<() => void>();
  const openedFrom: (string | null)[] = [];

  function follow(after: string | null | undefined): AsyncIterableIterator<LogEvent> {
    openedFrom.push(after ?? null);
    let at = after === undefined || after === null ? log.length : Number(after);
    let wake = () => {};
    let ended = false;
    const notify = () => wake();
    followers.add(notify);
    return {
      async next() {
        while (!ended && at >= log.length) await new Promise<void>((resolve) => (wake = resolve));
        if (ended) return { done: true, value: undefined };
        at += 1;
        return { done: false, value: { cursor: String(at), item: { id: log[at - 1] ?? '' } } };
      },
      async return() {
        ended = true;
        followers.delete(notify);
        wake();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  const subscription = {
    subscribe: (_: unknown, { after }: { after?: string | null }) => {
      if (after === 'lost')
        throw new GraphQLError('The cursor is not known.', { extensions: { code: 'CURSOR_UNKNOWN' } });
      return follow(after);
    },
    resolve: (event: LogEvent) => event,
  };
  return {
    append(item) {
      log.push(item);
      for (const notify of followers) notify();
    },
    followers: () => followers.size,
    openedFrom,
    subgraphs: {
      live: {
        sdl: `${RESUMABLE}
          type Query { ping: String }
          type Subscription {
            updated(after: String, filter: Filter): Update! @resumable
            ticked(after: String): Update!
            mine: Update! @authenticated
          }
          input Filter { tags: [String!] }
          type Update { cursor: String! item: Item! fails: String }
          type Item @key(fields: "id") { id: ID! }`,
        resolvers: {
          Query: { ping: () => 'pong' },
          Subscription: { updated: subscription, ticked: subscription, mine: subscription },
          Update: {
            fails: () => {
              throw new GraphQLError('no', { extensions: { code: 'FORBIDDEN' } });
            },
          },
          Item: { __resolveReference: ({ id }: { id: string }) => ({ id }) },
        },
      },
      names: {
        sdl: 'type Query { pong: String } type Item @key(fields: "id") { id: ID! name: String }',
        resolvers: { Item: { name: ({ id }: { id: string }) => `name of ${id}` } },
      },
    },
  };
}
