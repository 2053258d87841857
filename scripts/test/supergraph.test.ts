import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../root.ts';
import { composeSupergraph } from '../supergraph.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@authenticated"])`;
const subgraph = (name: string, sdl: string) => ({ name, url: `http://localhost/${name}`, sdl: `${LINK}\n${sdl}` });
const things = subgraph(
  'things',
  'type Query { things(filter: Filter): [Thing] } type Thing @key(fields: "id") { id: ID! } input Filter { text: String }',
);

describe('composing', () => {
  test('joins the subgraphs into one API, with its descriptions and without federation’s own types', () => {
    const prices = subgraph(
      'prices',
      'type Thing @key(fields: "id") { id: ID! "In cents." price: Int @authenticated }',
    );
    const { api, supergraph } = composeSupergraph([things, prices]);
    const schema = buildSchema(api);
    expect(schema.getType('Thing')?.toString()).toBe('Thing');
    expect(api).toContain('"""In cents."""');
    expect(api).not.toMatch(/join__|link__|_entities|@authenticated/);
    expect(supergraph).toContain('@authenticated');
    expect(supergraph).toContain('url: "http://localhost/prices"');
  });

  test('names the subgraph whose file does not parse, and the place', () => {
    expect(() => composeSupergraph([things, subgraph('broken', 'type Query {')])).toThrow(
      /^\[broken\] Syntax Error.* at line 2, column/,
    );
  });

  test('names the subgraph whose schema is wrong', () => {
    expect(() => composeSupergraph([things, subgraph('wrong', 'type Query { other: Nothing }')])).toThrow(
      /\[wrong\].*Nothing/,
    );
  });

  test('names both subgraphs that do not fit together', () => {
    const other = subgraph('other', 'type Query { more: Thing } type Thing @key(fields: "id") { id: Int! }');
    expect(() => composeSupergraph([things, other])).toThrow(/(?=.*"things")(?=.*"other").*FIELD_TYPE_MISMATCH/);
  });

  test('fails where a field would silently leave a shared input', () => {
    const other = subgraph(
      'other',
      'type Query { more(filter: Filter): Int } input Filter { text: String limit: Int }',
    );
    expect(() => composeSupergraph([things, other])).toThrow(/"limit".*"other".*INCONSISTENT_INPUT_OBJECT_FIELD/);
  });
});

describe('npm run compose', () => {
  let copy: string;
  beforeAll(() => {
    copy = mkdtempSync(path.join(tmpdir(), 'compose-'));
    for (const part of ['scripts', 'schema', 'supergraph.yaml', 'package.json'])
      cpSync(path.join(root, part), path.join(copy, part), { recursive: true });
    cpSync(path.join(root, 'subgraphs'), path.join(copy, 'subgraphs'), {
      recursive: true,
      filter: (source) =>
        !source.includes('node_modules') && (path.extname(source) === '.graphql' || !path.extname(source)),
    });
    symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  });
  afterAll(() => rmSync(copy, { recursive: true }));

  const compose = (...args: string[]) =>
    spawnSync(process.execPath, ['scripts/compose.ts', ...args], { cwd: copy, encoding: 'utf8' });

  test('--check tells which file is stale and exits 1, until it is composed anew', () => {
    compose();
    expect(compose('--check')).toMatchObject({ status: 0, stdout: '' });
    const file = path.join(copy, 'schema/api.graphql');
    const fresh = readFileSync(file, 'utf8');
    writeFileSync(file, `${fresh}# edited by hand\n`);
    const checked = compose('--check');
    expect(checked.status).toBe(1);
    expect(checked.stderr).toContain('schema/api.graphql is stale: run `npm run compose`');
    expect(checked.stderr).not.toContain('supergraph.graphql is stale');
    expect(compose().status).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(fresh);
  });

  test('an error is one line that names the subgraph, without a stack', () => {
    writeFileSync(path.join(copy, 'subgraphs/review/schema.graphql'), 'type Query {');
    const { status, stderr } = compose();
    expect(status).toBe(1);
    expect(stderr).toMatch(/^\[review\] Syntax Error: .*\n$/);
  });
});
