import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'graphql';
import { type CostFacts, type Costs, costsOf } from './costs.ts';
import { type ProtectionFacts, type Protections, protectionsOf } from './protections.ts';
import type { Resumable } from './resumable.ts';
import { type SubtypeFacts, type Subtypes, subtypesOf } from './subtypes.ts';

/** A supergraph, read once into all that the router needs to know of it. */
export interface LoadedSupergraph {
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  /** What clients see: requests are validated against it and answers shaped by it. */
  readonly api: GraphQLSchema;
  readonly subtypes: Subtypes;
  readonly protections: Protections;
  readonly costs: Costs;
  /** Subscription fields that can be resumed, by name. */
  readonly resumables: ReadonlyMap<string, Resumable>;
  /** Of fields that plans may ask for by themselves. */
  readonly neededNames: ReadonlySet<string>;
  /** Of progressive @override. */
  readonly overrideLabels: readonly string[];
}

/** The same as data, which a worker can send. */
export interface SupergraphFacts {
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  readonly apiSdl: string;
  readonly subtypes: SubtypeFacts;
  readonly protections: ProtectionFacts;
  readonly costs: CostFacts;
  readonly resumables: ReadonlyMap<string, Resumable>;
  /** Of fields that plans may ask for by themselves. */
  readonly neededNames: ReadonlySet<string>;
  /** Of progressive @override. */
  readonly overrideLabels: readonly string[];
}

/** The supergraph can't be served. The message is one line for whoever starts the router. */
export class WrongSupergraph extends Error {
  override readonly name = 'WrongSupergraph';
}

export const supergraphOf = (facts: SupergraphFacts): LoadedSupergraph => ({
  subgraphs: facts.subgraphs,
  api: buildSchema(facts.apiSdl, { assumeValid: true }), // it was printed from a valid one
  subtypes: subtypesOf(facts.subtypes),
  protections: protectionsOf(facts.protections),
  costs: costsOf(facts.costs),
  resumables: facts.resumables,
  neededNames: facts.neededNames,
  overrideLabels: facts.overrideLabels,
});
