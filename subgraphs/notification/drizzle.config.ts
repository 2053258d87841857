import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './subgraphs/notification/src/infrastructure/tables.ts',
  out: './subgraphs/notification/migrations',
  schemaFilter: ['notifications'],
});
