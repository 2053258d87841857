/** A map that forgets what was not read for longest once all that it holds weighs more than its limit. */
export interface BoundedCache<V> {
  get(key: string): V | undefined;
  /** One entry weighs 1 unless told otherwise. What is heavier than the whole limit is not kept. */
  set(key: string, value: V, weight?: number): void;
  delete(key: string): void;
  /** What was used last comes last. */
  values(): V[];
}

export function boundedCache<V>(limit: number): BoundedCache<V> {
  const entries = new Map<string, { readonly value: V; readonly weight: number }>(); // in order of use, oldest first
  let total = 0;
  const remove = (key: string) => {
    total -= entries.get(key)?.weight ?? 0;
    entries.delete(key);
  };
  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value, weight = 1) {
      remove(key);
      entries.set(key, { value, weight });
      total += weight;
      for (const oldest of entries.keys()) {
        if (total <= limit) break;
        remove(oldest);
      }
    },
    delete: remove,
    values: () => [...entries.values()].map(({ value }) => value),
  };
}
