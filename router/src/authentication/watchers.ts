/** Who wants to know when something ends. */
export interface Watchers<K> {
  /** Returns what ends the watch. */
  add(key: K, ended: () => void): () => void;
  /** Tells everybody who watches the key, once. */
  tell(key: K): void;
  has(key: K): boolean;
}

export function watchers<K>(): Watchers<K> {
  const waiting = new Map<K, Set<() => void>>();
  return {
    add(key, ended) {
      const told = () => ended(); // the same function given twice is two watches
      const all = waiting.get(key) ?? new Set();
      waiting.set(key, all.add(told));
      return () => {
        all.delete(told);
        if (all.size === 0 && waiting.get(key) === all) waiting.delete(key);
      };
    },
    tell(key) {
      const all = waiting.get(key);
      waiting.delete(key);
      for (const told of all ?? []) told();
    },
    has: (key) => waiting.has(key),
  };
}
