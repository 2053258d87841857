/** Lets one sleeper sleep until somebody rings or its time is up. A ring that finds nobody asleep ends the next sleep at once. */
export interface Bell {
  ring(): void;
  /** Whether it was rung. */
  sleep(milliseconds: number): Promise<boolean>;
}

export function createBell(): Bell {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    async sleep(milliseconds) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = undefined;
      }
      const woken = rung;
      rung = false;
      return woken;
    },
  };
}
