/** What was measured, in lines for the terminal. */
import { availableParallelism, loadavg } from 'node:os';

export interface Measured {
  readonly what: string;
  readonly milliseconds: number;
  /** Of this process's CPUs: where the database is embedded, that is the search itself, whatever else the machine has to do. */
  readonly cpuMilliseconds: number;
  readonly matches: number;
}

const GOAL_P99_MS = 50;

export function report(database: string, measured: readonly Measured[]): void {
  const most = Math.max(...measured.map(({ matches }) => matches));
  const load = `${availableParallelism()} CPUs, load ${loadavg()[0]?.toFixed(1)}`;
  console.log(`\n${database}: ${measured.length} searches, up to ${most} matches (${load})`);
  console.log('  p50 ms  p99 ms  p99 ms of CPU in this process');
  for (const [what, some] of Map.groupBy(measured, (one) => one.what)) console.log(line(some, what));
  const p99 = quantile(measured, 0.99, ({ milliseconds }) => milliseconds);
  console.log(line(measured, `all; goal: p99 under ${GOAL_P99_MS} ms: ${p99 < GOAL_P99_MS ? 'met' : 'MISSED'}`));
}

function line(some: readonly Measured[], what: string): string {
  const wall = ({ milliseconds }: Measured) => milliseconds;
  const cpu = ({ cpuMilliseconds }: Measured) => cpuMilliseconds;
  const columns = [quantile(some, 0.5, wall), quantile(some, 0.99, wall), quantile(some, 0.99, cpu)];
  return `${columns.map((value) => value.toFixed(1).padStart(8)).join('')}  ${what}`;
}

function quantile(some: readonly Measured[], share: number, of: (one: Measured) => number): number {
  const sorted = some.map(of).toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
