import type { Logger } from '@marketplace/kernel/logger';

export interface RecordedLogger extends Logger {
  /** `level: message`, in order. */
  readonly lines: string[];
}

export function recordedLogger(): RecordedLogger {
  const lines: string[] = [];
  const record = (level: string) => (_fields: object, message: string) => void lines.push(`${level}: ${message}`);
  return { lines, debug: record('debug'), info: record('info'), warn: record('warn'), error: record('error') };
}
