import { cellsOf } from '../domain/area.ts';
import type { Position } from '../domain/position.ts';

/** A cell for those who look for anybody there, and one with each skill for those who look for that. */
export const areasOf = (position: Position, skillIds: readonly string[]): readonly string[] =>
  cellsOf(position).flatMap((cell) => [cell, ...skillIds.map((skill) => skillArea(cell, skill))]);

export const skillArea = (cell: string, skillId: string): string => `${cell} ${skillId}`;
