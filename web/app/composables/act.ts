import { type AnyVariables, type TypedDocumentNode, useMutation } from '@urql/vue';
import type { RefusalFragment } from '~/graphql/operations.gen';

/** One mutation behind a button: busy while under way, deaf to a second click, and with what the server refused. */
export function useAct<Data extends object, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
) {
  const mutation = useMutation<Data, Variables>(document);
  const text = useText();
  const busy = ref(false);
  const refusals = ref<readonly RefusalFragment[]>([]);
  const failure = ref<string>();

  /** The answer, or undefined when it was refused or failed: then `refusals` or `failure` says why. */
  async function act(variables: Variables): Promise<Data | undefined> {
    if (busy.value) return undefined;
    busy.value = true;
    failure.value = undefined;
    refusals.value = [];
    try {
      const { data, error } = await mutation.executeMutation(variables);
      if (error) failure.value = failureText(troubleOf(error), text);
      refusals.value = data ? refusalsIn(data) : [];
      return error || refusals.value.length > 0 ? undefined : data;
    } finally {
      busy.value = false;
    }
  }

  const message = computed(
    () => failure.value ?? (refusals.value.map((refusal) => refusal.message).join(' ') || undefined),
  );
  /** The message for one field of the input, by the end of its path. */
  const at = (field: string) => refusals.value.find((refusal) => refusal.field?.at(-1) === field)?.message;
  return { act, busy, message, refusals, at };
}

function failureText(trouble: Trouble | undefined, text: ReturnType<typeof useText>): string {
  if (trouble === 'down') return text.trouble.title;
  if (trouble === 'tooMany') return text.trouble.tooMany;
  if (trouble === 'signIn') return text.trouble.signIn;
  return text.trouble.faultTitle;
}

function refusalsIn(data: object): readonly RefusalFragment[] {
  const [payload] = Object.values(data);
  // as: every mutation of the API answers with userErrors
  return (payload as { userErrors?: readonly RefusalFragment[] } | null)?.userErrors ?? [];
}

/** A key for one intent: the same however often it is sent, a new one once something in it has changed. */
export function useIntent(of: () => unknown) {
  let last: { body: string; key: string } | undefined;
  return (): string => {
    const body = JSON.stringify(of());
    if (last?.body !== body) last = { body, key: crypto.randomUUID() };
    return last.key;
  };
}
