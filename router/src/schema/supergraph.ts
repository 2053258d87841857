import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, type Schema, Supergraph } from '@apollo/federation-internals';
import type { GraphQLSchema } from 'graphql';
import { type Protections, readProtections } from './protections.ts';
import { type Resumable, readResumables } from './resumable.ts';
import { readSubtypes, type Subtypes } from './subtypes.ts';

/** A supergraph, read once into all that the router needs to know of it. */
export interface LoadedSupergraph {
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  /** What clients see: requests are validated against it and answers shaped by it. */
  readonly api: GraphQLSchema;
  readonly subtypes: Subtypes;
  readonly protections: Protections;
  /** Subscription fields that can be resumed, by name. */
  readonly resumables: ReadonlyMap<string, Resumable>;
  /** For Apollo's planner alone. */
  readonly forPlanner: { readonly supergraph: Supergraph; readonly api: Schema };
}

/** The supergraph can't be served. The message is one line for whoever starts the router. */
export class WrongSupergraph extends Error {
  override readonly name = 'WrongSupergraph';
}

export function loadSupergraph(sdl: string): LoadedSupergraph {
  try {
    return read(sdl);
  } catch (error) {
    if (error instanceof WrongSupergraph) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new WrongSupergraph(`the supergraph can't be read: ${reason.split('\n', 1)[0]}`, { cause: error });
  }
}

function read(sdl: string): LoadedSupergraph {
  const supergraph = Supergraph.build(sdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  if (supergraph.schema.coreFeatures?.getByIdentity('https://specs.apollo.dev/context')) {
    throw new WrongSupergraph('the supergraph uses @context, which this router does not execute');
  }
  const api = supergraph.apiSchema();
  return {
    subgraphs: supergraph.subgraphsMetadata(),
    api: api.toGraphQLJSSchema(),
    subtypes: readSubtypes(supergraph.schema),
    protections: readProtections(supergraph.schema),
    resumables: readResumables(supergraph.schema),
    forPlanner: { supergraph, api },
  };
}
