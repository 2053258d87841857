/** What the packages and contexts log through; pino is one. Fields first, then a fixed message. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** For tests and tools that have nobody to tell. */
export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };
