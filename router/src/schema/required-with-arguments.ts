import { isInterfaceType, isObjectType, type Schema } from '@apollo/federation-internals';

const WITH_ARGUMENTS = /([_A-Za-z][_0-9A-Za-z]*)\s*\(/g;

/** The names of fields that some @requires asks for with arguments: under their own name, whatever clients ask for. */
export function readRequiredWithArguments(schema: Schema): ReadonlySet<string> {
  const names = new Set<string>();
  for (const type of schema.types()) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of type.fields()) {
      for (const applied of field.appliedDirectives) {
        const { requires } = applied.arguments() as { readonly requires?: unknown }; // as: any directive's arguments
        if (applied.name !== 'join__field' || typeof requires !== 'string') continue;
        for (const [, name = ''] of requires.matchAll(WITH_ARGUMENTS)) names.add(name);
      }
    }
  }
  return names;
}
