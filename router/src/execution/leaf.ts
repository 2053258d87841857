import { type GraphQLLeafType, GraphQLScalarType, isEnumType } from 'graphql';

/** A subgraph's value as the client gets it, or undefined when it is none of its type. Never null. */
export type ReadLeaf = (value: unknown) => unknown;

const MAX_INT = 2_147_483_647;
const MIN_INT = -2_147_483_648;

const BUILT_IN: Readonly<Record<string, ReadLeaf>> = {
  String: (value) => (typeof value === 'string' ? value : undefined),
  ID: (value) => (typeof value === 'string' ? value : Number.isInteger(value) ? String(value) : undefined),
  Boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  Float: (value) => (typeof value === 'number' ? value : undefined),
  Int: (value) =>
    typeof value === 'number' && Number.isInteger(value) && value <= MAX_INT && value >= MIN_INT ? value : undefined,
};

/** Any JSON: only subgraphs know what a scalar of their own looks like. */
const custom: ReadLeaf = (value) => value;

export function leafReader(type: GraphQLLeafType): ReadLeaf {
  if (type instanceof GraphQLScalarType) return BUILT_IN[type.name] ?? custom;
  if (!isEnumType(type)) return custom;
  const names = new Set(type.getValues().map(({ name }) => name));
  return (value) => (typeof value === 'string' && names.has(value) ? value : undefined);
}
