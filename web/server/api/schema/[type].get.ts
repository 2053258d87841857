import { schemaDocs } from '../../schema-docs';

/** One public type with all that its fields say of themselves. */
export default defineEventHandler(async (event) => {
  const type = (await schemaDocs()).get(getRouterParam(event, 'type') ?? '');
  if (!type) throw createError({ statusCode: 404, statusMessage: 'no such type' });
  return type;
});
