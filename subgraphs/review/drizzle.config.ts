import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './subgraphs/review/src/infrastructure/tables.ts',
  out: './subgraphs/review/migrations',
  schemaFilter: ['reviews'],
});
