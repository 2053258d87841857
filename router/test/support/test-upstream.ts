import type { Caller } from '@marketplace/subgraph/caller';
import { identityKey, verifyIdentity } from '@marketplace/subgraph/identity';
import { createSourceEventStream, execute, type GraphQLSchema, graphql, parse } from 'graphql';
import type { Upstream, UpstreamAnswer, UpstreamRequest } from '../../src/transport/upstream.ts';
import { executableSchema, type TestSubgraph } from './supergraph.ts';

export const ROUTER_SECRET = 'a secret that only tests know, of 32';

/** What a subgraph was asked, in the order of asking. */
interface AskedRequest {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly caller: Caller;
}

export interface TestUpstream extends Upstream {
  readonly schema: GraphQLSchema;
  readonly asked: AskedRequest[];
  /** Streams that are open now. */
  openStreams(): number;
  /** From now on every request gets this instead of an answer; undefined ends it. */
  failWith(failure: ((request: UpstreamRequest) => Promise<UpstreamAnswer>) | undefined): void;
}

/** A plain graphql-js subgraph in the test, which checks that it is called by the router. Its context value is the caller. */
export function testUpstream(name: string, subgraph: TestSubgraph): TestUpstream {
  const schema = executableSchema(subgraph);
  const asked: AskedRequest[] = [];
  const key = identityKey(ROUTER_SECRET, name);
  let failure: ((request: UpstreamRequest) => Promise<UpstreamAnswer>) | undefined;
  let streams = 0;

  function receive({ operation, variables, identity }: UpstreamRequest): AskedRequest {
    const caller = verifyIdentity(identity, name, key);
    if (!caller) throw new Error(`a request to ${name} was not signed for it`);
    const request = { query: operation.query, variables: JSON.parse(variables), caller };
    asked.push(request);
    return request;
  }

  return {
    schema,
    asked,
    openStreams: () => streams,
    failWith: (next) => {
      failure = next;
    },
    async execute(request) {
      const { query, variables, caller } = receive(request);
      if (failure) return failure(request);
      const result = await graphql({ schema, source: query, variableValues: variables, contextValue: caller });
      return JSON.parse(JSON.stringify(result));
    },
    subscribe(request) {
      const { query, variables, caller } = receive(request);
      const document = parse(query);
      const source = createSourceEventStream({ schema, document, variableValues: variables, contextValue: caller });
      streams += 1;
      let closed = false;
      const close = () => {
        if (closed) return;
        closed = true;
        streams -= 1;
        source.then((events) =>
          Symbol.asyncIterator in events ? events[Symbol.asyncIterator]().return?.() : undefined,
        );
      };
      return {
        async next() {
          const events = await source;
          if (!(Symbol.asyncIterator in events)) throw new Error('the subscription gave no stream', { cause: events });
          const event = await events[Symbol.asyncIterator]().next();
          if (event.done || closed) {
            close();
            return { done: true, value: undefined };
          }
          const result = await execute({
            schema,
            document,
            rootValue: event.value,
            variableValues: variables,
            contextValue: caller,
          });
          return { done: false, value: JSON.parse(JSON.stringify(result)) };
        },
        close,
      };
    },
    async close() {},
  };
}
