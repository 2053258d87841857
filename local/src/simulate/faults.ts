import type { Logger } from '@marketplace/kernel/logger';

/** Collects what the contexts log as going wrong: in a simulation everything that does is a finding. */
export interface Faults {
  loggerOf(context: string): Logger;
  /** What was logged since the last call, in words. */
  take(): string[];
  any(): boolean;
}

/**
 * Logged as a warning though nothing is wrong: a card's issuer does not answer, as its token says; or an event overtook
 * one of another subject that it is about, and is tried again, which the walk waits for.
 */
const EXPECTED: readonly RegExp[] = [/^the gateway did not answer/, /^event not handled .*is not known yet/];

export function collectFaults(): Faults {
  let faults: string[] = [];
  const note = (context: string, fields: object, message: string) => {
    faults.push(`${context} logged: ${message} ${describe(fields)}`);
  };
  return {
    loggerOf: (context) => ({
      debug() {},
      info() {},
      warn(fields, message) {
        const whole = `${message} ${describe(fields)}`;
        if (!EXPECTED.some((each) => each.test(whole))) note(context, fields, message);
      },
      error: (fields, message) => note(context, fields, message),
    }),
    take() {
      const taken = faults;
      faults = [];
      return taken;
    },
    any: () => faults.length > 0,
  };
}

function describe(fields: object): string {
  return JSON.stringify(fields, (_key, value: unknown) =>
    value instanceof Error ? { message: value.message, cause: String(value.cause ?? ''), stack: value.stack } : value,
  );
}
