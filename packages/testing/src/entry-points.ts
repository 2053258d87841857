import { type DefinitionNode, Kind, parse } from 'graphql';

const ROOTS: readonly string[] = ['Query', 'Mutation', 'Subscription'];

/**
 * All that a subgraph answers when it is called directly: `Query.order` for each root field, `_entities.Order` for each
 * type that it resolves by reference. A table of cases with these keys misses none.
 */
export function entryPoints(sdl: string): string[] {
  return parse(sdl).definitions.flatMap(entryPointsOf).toSorted();
}

function entryPointsOf(definition: DefinitionNode): string[] {
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) return [];
  const name = definition.name.value;
  if (ROOTS.includes(name)) return (definition.fields ?? []).map((field) => `${name}.${field.name.value}`);
  const isResolved = definition.directives?.some(
    (directive) =>
      directive.name.value === 'key' &&
      !directive.arguments?.some(
        ({ name, value }) => name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value,
      ),
  );
  return isResolved ? [`_entities.${name}`] : [];
}

interface Answer {
  readonly data?: object | null | undefined;
  readonly errors?: readonly { readonly extensions?: { readonly code?: unknown } }[] | undefined;
}

/** What the one root field of an answer comes to: the code of its error or refusal, `done` for a mutation, `answered` or `nothing`. */
export function outcomeOf({ data, errors }: Answer): string {
  if (errors) return String(errors[0]?.extensions?.code);
  const answer = Object(Object.values(data ?? {})[0]);
  if ('userErrors' in answer) return answer.userErrors[0]?.code ?? 'done';
  const found: unknown[] = Array.isArray(answer) ? answer : (answer.edges ?? Object.keys(answer));
  return found.some((each) => each !== null) ? 'answered' : 'nothing';
}
