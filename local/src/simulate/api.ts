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
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify({ query, variables }),
    });
    // as: GraphQL over HTTP says what an answer is, and the operation's type what is in it
    const answer = (await response.json()) as {
      data?: never;
      errors?: { message: string; extensions?: { code?: string } }[];
    };
    const errors = (answer.errors ?? []).map(({ extensions, message }) => extensions?.code ?? message);
    return { data: answer.data ?? null, errors };
  };
}
