import { schemaDocs } from '../../schema-docs';

/** The public types, without their fields. */
export default defineEventHandler(async () =>
  [...(await schemaDocs()).values()].map(({ name, kind, description, members }) => ({
    name,
    kind,
    description,
    members: members.length,
  })),
);
