import { type Directive, isInterfaceType, isObjectType, type Schema } from '@apollo/federation-internals';

const NAME = /[_A-Za-z][_0-9A-Za-z]*/g;
/** Of `join__type` and `join__field`. */
interface JoinArguments {
  readonly key?: unknown;
  readonly requires?: unknown;
  readonly provides?: unknown;
  readonly contextArguments?: readonly { readonly selection?: unknown }[];
}

/**
 * The names of all fields that a plan may ask for by itself: in keys, @requires, @provides and contexts. The planner
 * takes a client's alias of such a name for the field itself.
 */
export function readNeededNames(schema: Schema): ReadonlySet<string> {
  const names = new Set(['__typename']);
  const add = (fields: unknown) => {
    if (typeof fields === 'string') for (const [name] of fields.matchAll(NAME)) names.add(name);
  };
  for (const type of schema.types()) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const applied of [...type.appliedDirectives, ...type.fields().flatMap((field) => directivesOf(field))]) {
      if (applied.name !== 'join__type' && applied.name !== 'join__field') continue;
      const { key, requires, provides, contextArguments = [] } = applied.arguments() as JoinArguments; // as: theirs
      for (const fields of [key, requires, provides]) add(fields);
      for (const { selection } of contextArguments) add(selection);
    }
  }
  return names;
}

const directivesOf = ({ appliedDirectives }: { readonly appliedDirectives: readonly Directive[] }) => appliedDirectives;
