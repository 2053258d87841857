/** The only reader of composed supergraphs: heavy, so that it can live in a worker. */
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, type Schema, Supergraph } from '@apollo/federation-internals';
import { printSchema } from 'graphql';
import { readCosts } from './costs.ts';
import { readOverrideLabels } from './override-labels.ts';
import { readProtections } from './protections.ts';
import { readRequiredWithArguments } from './required-with-arguments.ts';
import { readResumables } from './resumable.ts';
import { readSubtypes } from './subtypes.ts';
import { type SupergraphFacts, WrongSupergraph } from './supergraph.ts';

export interface ReadSupergraph {
  readonly facts: SupergraphFacts;
  /** For Apollo's planner alone. */
  readonly supergraph: Supergraph;
  readonly api: Schema;
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

function read(sdl: string): ReadSupergraph {
  const supergraph = Supergraph.build(sdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  if (supergraph.schema.coreFeatures?.getByIdentity('https://specs.apollo.dev/context')) {
    throw new WrongSupergraph('the supergraph uses @context, which this router does not execute');
  }
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
    requiredWithArguments: readRequiredWithArguments(schema),
  };
  return { facts, supergraph, api };
}
