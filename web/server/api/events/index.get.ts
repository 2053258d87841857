import { eventDocs } from '../../event-docs';

/** The types of events, without their fields. */
export default defineEventHandler(async () =>
  [...(await eventDocs()).values()].map(({ type, version, description }) => ({ type, version, description })),
);
