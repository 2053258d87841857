import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './subgraphs/auth/src/infrastructure/tables.ts',
  out: './subgraphs/auth/migrations',
  schemaFilter: ['auth'],
});
