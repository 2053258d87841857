import { defineConfig } from 'vitest/config';

export default defineConfig({
  // vite would take graphql's ES module for our files and Node its CommonJS for the libraries': two graphqls that refuse each other
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['{packages,subgraphs}/*/test/**/*.test.ts', '{router,local,scripts}/test/**/*.test.ts'],
    globalSetup: ['packages/testing/src/global-setup.ts'],
    hookTimeout: 60_000,
    testTimeout: 30_000,
    maxWorkers: 2,
  },
});
