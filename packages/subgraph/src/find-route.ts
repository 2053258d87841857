import type { Route } from './subgraph.ts';

/** The route at this path. One whose own path ends with a slash serves whatever is one segment below it. */
export function findRoute(routes: Readonly<Record<string, Route>>, path: string): Route | undefined {
  return routes[path] ?? routes[path.slice(0, path.lastIndexOf('/') + 1)];
}
