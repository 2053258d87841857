/** What one client can ask of the router. Every number can be set in `createRouter`'s configuration. */
export interface Limits {
  /** Bytes of a request's body. Variables with long texts fit; uploads have no business here. */
  readonly bodyBytes: number;
  /** Tokens of an operation's text: a page of a large web app needs some 1,500. Validation is quadratic in places. */
  readonly tokens: number;
  /** Levels of fields, fragments resolved. The introspection query of graphql-js has 15. */
  readonly depth: number;
  /** Fields with fragments expanded: fragments that name each other twice grow as 2^n in the planner. */
  readonly fields: number;
  /** Fields under another name, fragments expanded: the way to ask for one dear field many times. */
  readonly aliases: number;
  /** Fields of the root, fragments expanded: each is work of its own. */
  readonly rootFields: number;
  /** Directives, fragments expanded. */
  readonly directives: number;
  /** An operation's cost at most, as operation/cost.ts counts it. Infinity counts none. */
  readonly cost: number;
  /** Items that a list counts for where the schema has no @listSize. */
  readonly listSize: number;
  /** Milliseconds from an operation's start in which subgraphs may answer. */
  readonly operationMs: number;
  /** Operations under way on one WebSocket. */
  readonly operationsPerSocket: number;
  /** Bytes that wait for one client to read them. One who is further behind had better come back and resume. */
  readonly queuedBytes: number;
  /** Milliseconds from a WebSocket's opening to its connection_init. */
  readonly socketInitMs: number;
}

export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 1_048_576,
  tokens: 4_000,
  depth: 25,
  fields: 5_000,
  aliases: 300,
  rootFields: 50,
  directives: 300,
  cost: 100_000,
  listSize: 10,
  operationMs: 30_000,
  operationsPerSocket: 100,
  queuedBytes: 1_048_576,
  socketInitMs: 10_000,
};

/**
 * Characters of operation texts of which parsed and compiled operations are kept: a thousand of the usual ones. A text's
 * tree, plan and functions take up to 200 bytes a character, so that no flood of different texts fills the memory.
 */
export const OPERATION_TEXT_KEPT = 1_000_000;
/** Of one operation: one for each answer to what its caller may see and each combination of its @skip and @include. */
export const EXECUTABLES_KEPT = 64;
/** Of one operation: one for each combination of its @skip and @include. */
export const SHAPES_KEPT = 32;
/** Errors listed in one answer: a list of a thousand entities whose subgraph is down fails a thousand times. */
export const ERRORS_LISTED = 100;
