import type { Walk } from '../walk.ts';

/** Does something and says in words what, or null when there is nothing to do it to. */
export type Step = (walk: Walk) => Promise<string | null>;
