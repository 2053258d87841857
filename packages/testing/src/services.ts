/**
 * Real servers that tests may use. Each is named by a variable of its own, so that no test ever touches a server that
 * was not meant for it: TEST_POSTGRES_URL, TEST_MONGODB_URL, TEST_RABBITMQ_URL, TEST_REDIS_URL, TEST_CHROMIUM.
 */
import { describe } from 'vitest';

const VARIABLES = {
  postgres: 'TEST_POSTGRES_URL',
  mongodb: 'TEST_MONGODB_URL',
  rabbitmq: 'TEST_RABBITMQ_URL',
  redis: 'TEST_REDIS_URL',
  chromium: 'TEST_CHROMIUM',
} as const;

export type Service = keyof typeof VARIABLES;

/** The service's URL (for Chromium its path), or undefined where this machine has none. */
export function serviceUrl(service: Service): string | undefined {
  const url = process.env[VARIABLES[service]] || undefined;
  if (!url && process.env.REQUIRE_SERVICES) throw new Error(`${VARIABLES[service]} must be set: REQUIRE_SERVICES is`);
  return url;
}

/** A suite that needs a real server. Without it the suite is skipped, and its name says why. */
export function describeWith(service: Service, name: string, suite: (url: string) => void): void {
  const url = serviceUrl(service);
  if (url) describe(`${name} (${service})`, () => suite(url));
  else describe.skip(`${name} (skipped: ${VARIABLES[service]} is not set)`, () => suite(''));
}
