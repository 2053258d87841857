/**
 * The globe in cells, for a store whose index knows equality alone: cubes of space, of which those count that the surface
 * passes through. In space there are neither poles nor an antimeridian.
 */
import { chordOf, type Position } from './position.ts';

const COARSEST = 8; // cells of 2^-8 of the earth's radius, 25 km: four to the largest radius
const FINEST = 14; // 390 m: public points lie on a grid of 500
const CELLS_IN_RADIUS = 4; // at least: the cells around an area are then a third larger than it is

/** All cells that the position is in, one of each size. */
export function cellsOf(position: Position): readonly string[] {
  return Array.from({ length: FINEST - COARSEST + 1 }, (_, index) => {
    const level = COARSEST + index;
    const [x, y, z] = position.map((coordinate) => Math.floor(coordinate * 2 ** level));
    return `${level}/${x}/${y}/${z}`;
  });
}

/** Cells of one size that together have every position within so many meters over ground, and not much more. */
export function cellsAround(centre: Position, meters: number): readonly string[] {
  const reach = chordOf(meters) + ROUNDING;
  const level = Math.min(FINEST, Math.max(COARSEST, Math.ceil(Math.log2(CELLS_IN_RADIUS / reach))));
  const size = 2 ** -level;
  const range = (coordinate: number): readonly number[] => {
    const first = Math.floor((coordinate - reach) / size);
    const last = Math.floor((coordinate + reach) / size);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  };
  const [xs, ys, zs] = [range(centre[0]), range(centre[1]), range(centre[2])];
  const cells: string[] = [];
  for (const x of xs)
    for (const y of ys)
      for (const z of zs) if (touches([x, y, z], size, centre, reach)) cells.push(`${level}/${x}/${y}/${z}`);
  return cells;
}

const ROUNDING = 1e-9; // rather a cell too many than a match too few

/** Whether the cell has a part of the earth's surface, and one within reach. */
function touches(cell: Position, size: number, centre: Position, reach: number): boolean {
  let [nearest, farthest, toCentre] = [0, 0, 0]; // squares of distances: from the earth's middle twice, and from the centre
  for (const axis of [0, 1, 2] as const) {
    const [low, high] = [cell[axis] * size, (cell[axis] + 1) * size];
    const clamp = (coordinate: number) => Math.min(high, Math.max(low, coordinate));
    nearest += clamp(0) ** 2;
    farthest += Math.max(low ** 2, high ** 2);
    toCentre += (clamp(centre[axis]) - centre[axis]) ** 2;
  }
  return nearest <= 1 + ROUNDING && farthest >= 1 - ROUNDING && toCentre <= reach ** 2;
}
