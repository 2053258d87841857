import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './subgraphs/user/src/infrastructure/tables.ts',
  out: './subgraphs/user/migrations',
  schemaFilter: ['users'],
});
