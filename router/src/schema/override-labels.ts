import { isInterfaceType, isObjectType, type Schema } from '@apollo/federation-internals';

/** The labels of every progressive @override, each once. */
export function readOverrideLabels(schema: Schema): readonly string[] {
  const labels = new Set<string>();
  for (const type of schema.types()) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of type.fields()) {
      for (const applied of field.appliedDirectives) {
        const { overrideLabel } = applied.arguments() as { readonly overrideLabel?: unknown }; // as: any directive's arguments
        if (applied.name === 'join__field' && typeof overrideLabel === 'string') labels.add(overrideLabel);
      }
    }
  }
  return [...labels].sort();
}
