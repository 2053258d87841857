import type { Schema } from '@apollo/federation-internals';

/** What a core feature's directive is called in this supergraph (imports can rename it), or undefined where it isn't used. */
export function directiveName(schema: Schema, feature: string, directive: string): string | undefined {
  return schema.coreFeatures?.getByIdentity(feature)?.directiveNameInSchema(directive);
}
