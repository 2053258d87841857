import { eventDocs } from '../../event-docs';

/** One type of event with its fields. */
export default defineEventHandler(async (event) => {
  const found = (await eventDocs()).get(getRouterParam(event, 'type') ?? '');
  if (!found) throw createError({ statusCode: 404, statusMessage: 'no such event' });
  return found;
});
