import { refuseShape } from './shape.ts';

export const MAX_PAGE_SIZE = 100;

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

export interface Connection<Node, Edge extends { cursor: string; node: Node } = { cursor: string; node: Node }> {
  readonly edges: Edge[];
  readonly pageInfo: PageInfo;
}

/** Checks `first` (1 to 100). A wrong one is a BAD_USER_INPUT error, like any argument of a wrong shape. */
export function pageSize(first: number | null | undefined, byDefault: number): number {
  const size = first ?? byDefault;
  if (size < 1 || size > MAX_PAGE_SIZE) refuseShape(`first must be between 1 and ${MAX_PAGE_SIZE}`);
  return size;
}

/**
 * One page from rows read with a limit of `size + 1`: the extra row tells whether there is more and is not shown.
 * Pages go forward only; `after` tells whether something came before.
 */
export function connection<Row, Edge extends { cursor: string }>(
  rows: readonly Row[],
  size: number,
  after: string | null | undefined,
  edge: (row: Row) => Edge,
): { edges: Edge[]; pageInfo: PageInfo } {
  const edges = rows.slice(0, size).map(edge);
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: Boolean(after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
