/** The only reader of composed supergraphs: heavy, so that it can live in a worker. */
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, type Schema, Supergraph } from '@apollo/federation-internals';
import { printSchema } from 'graphql';
import { readCosts } from './costs.ts';
import { readNeededNames } from './needed-names.ts';
import { readOverrideLabels } from './override-labels.ts';
import { readProtections } from './protections.ts';
import { type Requirements, readRequirements } from './requirements.ts';
import { readResumables } from './resumable.ts';
import { readSubtypes } from './subtypes.ts';
import { type SupergraphFacts, WrongSupergraph } from './supergraph.ts';

export interface ReadSupergraph {
  readonly facts: SupergraphFacts;
  /** For Apollo's planner alone. */
  readonly supergraph: Supergraph;
  readonly api: Schema;
  readonly requirements: Requirements;
}

/** Throws WrongSupergraph. */
export function readSupergraph(sdl: string): ReadSupergraph {
  try {
    return read(sdl);
  } catch (error) {
    if (error instanceof WrongSupergraph) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new WrongSupergraph(`the supergraph can't be read: ${reason.split('\n', 1)[0]}`, { cause: error });
  }
}

const build = (sdl: string): Supergraph =>
  Supergraph.build(sdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });

function read(sdl: string): ReadSupergraph {
  const supergraph = build(sdl);
  const api = supergraph.apiSchema();
  const { schema } = supergraph;
  const facts: SupergraphFacts = {
    subgraphs: supergraph.subgraphsMetadata().map(({ name, url }) => ({ name, url })),
    apiSdl: printSchema(api.toGraphQLJSSchema()),
    subtypes: readSubtypes(schema),
    protections: readProtections(schema),
    costs: readCosts(schema),
    resumables: readResumables(schema),
    overrideLabels: readOverrideLabels(schema),
    neededNames: readNeededNames(schema),
  };
  const requirements = readRequirements(sdl);
  if (requirements.sdl === sdl) return { facts, supergraph, api, requirements };
  const planned = build(requirements.sdl);
  return { facts, supergraph: planned, api: planned.apiSchema(), requirements };
}
