import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './packages/messaging/src/broker-tables.ts',
  out: './packages/messaging/migrations',
  schemaFilter: ['broker'],
});
