export interface Coalesced {
  /** Sees to it that `work` begins after this call, once however often it is called meanwhile. */
  run(): void;
  /** Resolves when nothing runs. */
  settled(): Promise<void>;
}

/** Work that one run at a time does for everybody who asked for it before it began. */
export function coalesced(work: () => Promise<void>, onError: (error: unknown) => void): Coalesced {
  let running: Promise<void> | undefined;
  let again = false;

  async function loop(): Promise<void> {
    do {
      again = false;
      await work().catch(onError);
    } while (again);
    running = undefined;
  }

  return {
    run() {
      if (running) again = true;
      else running = loop();
    },
    settled: async () => running,
  };
}
