/** Composes subgraph schemas into the supergraph and the API schema that clients see. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type CompositionSuccess, composeServices } from '@apollo/composition';
import { printSchema, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { type GraphQLError, parse as parseGraphQL } from 'graphql';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';

export interface SubgraphSource {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

export interface Composed {
  readonly supergraph: string;
  readonly api: string;
  /** Composed, but perhaps not what was meant. One line each. */
  readonly hints: readonly string[];
}

/** Composition failed: one line for each error, with the subgraphs that it lies in. */
export class NotComposable extends Error {
  override readonly name = 'NotComposable';
}

const config = z.object({
  federation_version: z.string(),
  subgraphs: z.record(z.string(), z.object({ routing_url: z.string(), schema: z.object({ file: z.string() }) })),
});

/** Reads a file in Rover's format and the schemas that it names, relative to it. */
export function readSupergraphConfig(file: string): SubgraphSource[] {
  const { subgraphs } = config.parse(parseYaml(readFileSync(file, 'utf8')));
  return Object.entries(subgraphs).map(([name, { routing_url, schema }]) => ({
    name,
    url: routing_url,
    sdl: readFileSync(path.resolve(path.dirname(file), schema.file), 'utf8'),
  }));
}

export function composeSupergraph(sources: readonly SubgraphSource[]): Composed {
  const services = sources.map(({ name, url, sdl }) => ({ name, url, typeDefs: parsed(name, sdl) }));
  const result = composeServices(services);
  if (result.errors) throw new NotComposable(result.errors.map(describe).join('\n'));
  const vanished = result.hints.filter(({ definition }) => FATAL_HINTS.has(definition.code));
  if (vanished.length > 0) throw new NotComposable(vanished.map(describeHint).join('\n'));
  const supergraph = Supergraph.build(result.supergraphSdl, {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  });
  return {
    supergraph: `${result.supergraphSdl.trimEnd()}\n`,
    api: `${printSchema(supergraph.apiSchema()).trimEnd()}\n`,
    hints: result.hints.filter(({ definition }) => definition.level.value >= WARN).map(describeHint),
  };
}

const WARN = 60; // as composition numbers its levels; below it is what differs on purpose, such as Viewer's fields
// A field that is missing from one subgraph's copy of an input silently leaves the API.
const FATAL_HINTS: ReadonlySet<string> = new Set(['INCONSISTENT_INPUT_OBJECT_FIELD']);

function parsed(name: string, sdl: string) {
  try {
    return parseGraphQL(sdl);
  } catch (error) {
    // as: `parse` throws nothing else
    const { message, locations } = error as GraphQLError;
    const place = locations?.[0] ? ` at line ${locations[0].line}, column ${locations[0].column}` : '';
    throw new NotComposable(`[${name}] ${message}${place}`);
  }
}

function describe(error: GraphQLError): string {
  const names = new Set((error.nodes ?? []).flatMap((node) => ('subgraph' in node ? [String(node.subgraph)] : [])));
  const where = names.size > 0 && !error.message.startsWith('[') ? `[${[...names].join(', ')}] ` : '';
  return `${where}${error.message} (${error.extensions.code})`;
}

const describeHint = ({ definition, message }: CompositionSuccess['hints'][number]): string =>
  `${message} (${definition.code})`;
