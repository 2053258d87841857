import { type AnyVariables, type CombinedError, type TypedDocumentNode, useQuery } from '@urql/vue';
import type { MaybeRefOrGetter } from 'vue';

/** A query that the server waits for and the browser shows a skeleton for. */
export function useAsk<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: MaybeRefOrGetter<Variables>,
  options: { pause?: MaybeRefOrGetter<boolean>; fresh?: boolean } = {},
) {
  // as: useQuery's arguments are a union over whether variables may be left out, which a generic can't choose from
  const answer = useQuery<Data, Variables>({
    query: document,
    variables: computed(() => toValue(variables)),
    pause: computed(() => toValue(options.pause) ?? false),
    requestPolicy: options.fresh ? 'cache-and-network' : 'cache-first',
  } as Parameters<typeof useQuery<Data, Variables>>[0]);
  onServerPrefetch(async () => {
    if (!toValue(options.pause)) await answer;
  });
  return answer;
}

export type Trouble = 'down' | 'signIn' | 'forbidden' | 'tooMany' | 'fault';

/** What a failed answer means to the person who waits for it. */
export function troubleOf(error: CombinedError | undefined): Trouble | undefined {
  if (!error) return undefined;
  if (error.networkError) return 'down';
  const codes = new Set(error.graphQLErrors.map(({ extensions }) => extensions.code));
  if (codes.has('UNAUTHENTICATED')) return 'signIn';
  if (codes.has('FORBIDDEN')) return 'forbidden';
  if (codes.has('RATE_LIMITED')) return 'tooMany';
  if (codes.has('SUBGRAPH_UNAVAILABLE') || codes.has('SUBGRAPH_TIMEOUT')) return 'down';
  return 'fault';
}
