import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';

/** What the API answered to one operation. */
export interface Answer<Data> {
  readonly data: Data | null;
  /** The codes of its GraphQL errors. */
  readonly errors: readonly string[];
}

export type Operation<Data, Variables> = TypedDocumentNode<Data, Variables>;

export type Api = <Data, Variables>(
  operation: Operation<Data, Variables>,
  variables: Variables,
  token?: string,
) => Promise<Answer<Data>>;

const texts = new Map<object, string>();

export function apiAt(url: string): Api {
  return async (operation, variables, token) => {
    const query = texts.get(operation) ?? print(operation);
    texts.set(operation, query);
    // as: GraphQL over HTTP says what an answer is, and the operation's type what is in it
    const answer = JSON.parse(await post(url, JSON.stringify({ query, variables }), token)) as {
      data?: never;
      errors?: { message: string; extensions?: { code?: string } }[];
    };
    const errors = (answer.errors ?? []).map(({ extensions, message }) => extensions?.code ?? message);
    return { data: answer.data ?? null, errors };
  };
}

/** Over a connection of its own: one that is kept may be closed by the server just when it is used again. */
function post(url: string, body: string, token?: string): Promise<string> {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, agent: false }, (response) => {
      text(response).then(resolve, reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
