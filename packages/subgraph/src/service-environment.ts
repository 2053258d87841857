/** Environment variables that several services share, for `readEnvironment`. Messages never repeat a value: it may hold a password. */
import { flag, port } from '@marketplace/kernel/environment';
import { z } from 'zod';
import { LOG_LEVELS } from './logger.ts';

const MIN_SECRET_LENGTH = 32; // 256 bits when made with `openssl rand -hex 16` or better

/** `pglite:DIR` or `postgres://…`. */
export const databaseUrl = z.string().regex(/^(pglite:|postgres(ql)?:\/\/)/, 'must start with pglite: or postgres://');

/** `mongodb://…`, or what `databaseUrl` takes, for documents as JSONB. */
export const documentsUrl = z
  .string()
  .regex(/^(pglite:|postgres(ql)?:\/\/|mongodb(\+srv)?:\/\/)/, 'must start with pglite:, postgres:// or mongodb://');

/** `embedded:DATABASE_URL` or `amqp://…`. */
export const brokerUrl = z.string().regex(/^(embedded:|amqps?:\/\/)/, 'must start with embedded: or amqp://');

/** Where clients reach the API, for links that a service gives out: without a slash at its end. */
export const apiUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })
  .default('http://localhost:4000')
  .transform((url) => url.replace(/\/+$/, ''));

/** Whether money and time are made up: an operator can move the clocks of all contexts. The same for all of them. */
export const sandbox = flag(false);

/** What the router and the subgraphs derive each subgraph's identity key from. */
export const routerSecret = z.string().min(MIN_SECRET_LENGTH, `must have at least ${MIN_SECRET_LENGTH} characters`);

/** A service's ports as supergraph.yaml routes to them. */
const PORTS: Readonly<Record<string, number>> = {
  auth: 4001,
  user: 4002,
  order: 4003,
  payment: 4004,
  review: 4005,
  notification: 4006,
};

export const listening = (service: string) => ({
  HOST: z.string().default('127.0.0.1'),
  PORT: port(PORTS[service] ?? 0),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
});
