/** Runs once before all tests: makes the PGlite snapshot that every suite restores its database from. */
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createExtensions } from '@marketplace/storage/migrations';
import { createPglite, overPglite } from '@marketplace/storage/pglite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    pgliteSnapshot: string;
  }
}

const modules = path.resolve(import.meta.dirname, '../../../node_modules');
const { version } = JSON.parse(await readFile(path.join(modules, '@electric-sql/pglite/package.json'), 'utf8'));
const file = path.join(modules, `.cache/marketplace/pglite-${version}.tar`);

export default async function setup(project: TestProject): Promise<void> {
  const exists = await stat(file).then(
    () => true,
    () => false,
  );
  if (!exists) await makeSnapshot();
  project.provide('pgliteSnapshot', file);
}

async function makeSnapshot(): Promise<void> {
  const client = await createPglite();
  await createExtensions(overPglite(client).db);
  const snapshot = await client.dumpDataDir('none');
  await client.close();
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, Buffer.from(await snapshot.arrayBuffer()));
  await rename(draft, file); // whole or not at all, also when two runs start together
}
