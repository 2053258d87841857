import { buildSchema, type GraphQLSchema, isObjectType } from 'graphql';

// biome-ignore lint/suspicious/noExplicitAny: resolvers of made-up types, called by graphql-js alone
export type Resolvers = Record<string, Record<string, (...args: any[]) => unknown>>;

/** One plain graphql-js schema: what federation has to look like from outside. */
export function makeExecutable(sdl: string, resolvers: Resolvers): GraphQLSchema {
  const schema = buildSchema(sdl);
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) continue;
    for (const [name, resolve] of Object.entries(fields)) {
      const field = type.getFields()[name];
      if (field) field.resolve = resolve;
    }
  }
  return schema;
}
