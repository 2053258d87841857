/**
 * `first`, then what `map` makes of each item of `source`. Unlike a generator it stops at once when told to,
 * also while it waits for the next item: a live source may have none for hours.
 */
export function continued<Item, Result>(
  first: readonly Result[],
  source: AsyncIterableIterator<Item>,
  map: (item: Item) => Promise<Result>,
): AsyncIterableIterator<Result> {
  const waiting = [...first];
  return {
    async next() {
      const value = waiting.shift();
      if (value !== undefined) return { done: false, value };
      const item = await source.next();
      return item.done ? { done: true, value: undefined } : { done: false, value: await map(item.value) };
    },
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
