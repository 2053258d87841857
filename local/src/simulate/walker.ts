import type { Database } from '@marketplace/storage/database';
import { type Report, simulate } from './simulate.ts';
import { openWorld, type World } from './world.ts';

/** Walks one seed after another, in one world as long as it is sound. */
export interface Walker {
  walk(seed: number, steps: number): Promise<Report>;
  close(): Promise<void>;
}

/** `newDatabase` gives an empty one. After a broken walk the next begins in another world: in this one anything may be under way. */
export function openWalker(newDatabase: () => Promise<Database>): Walker {
  let open: { readonly world: World; readonly database: Database } | undefined;

  async function world(): Promise<World> {
    if (!open) {
      const database = await newDatabase();
      open = { world: await openWorld(database), database };
    }
    return open.world;
  }

  async function close(): Promise<void> {
    const closing = open;
    open = undefined;
    await closing?.world.close();
    await closing?.database.close();
  }

  return {
    async walk(seed, steps) {
      const report = await simulate(await world(), seed, steps);
      if (report.violation) await close();
      return report;
    },
    close,
  };
}
