/** The router's settings as a process of its own, from its environment. README.md explains each. */
import { flag, port, readEnvironment } from '@marketplace/kernel/environment';
import { LOG_LEVELS } from '@marketplace/subgraph/logger';
import { routerSecret } from '@marketplace/subgraph/service-environment';
import { z } from 'zod';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { DEFAULT_RATE_LIMITS } from './rate-limits/admission.ts';
import { REQUESTS_AT_ONCE } from './transport/guarded-upstream.ts';
import { UPSTREAM_TIMEOUT_MS } from './transport/http-upstream.ts';

const url = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });
const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((one) => one.trim() || []));

/** `/images/=user,/unsubscribe=notification`: paths, and the subgraph that each is of. */
const relayRoutes = list.transform((routes, context) =>
  routes.map((route) => {
    const [path = '', subgraph = '', ...more] = route.split('=');
    if (!path.startsWith('/') || subgraph === '' || more.length > 0) {
      context.addIssue({ code: 'custom', message: `"${route}" must read /path/=subgraph` });
    }
    return { path, subgraph };
  }),
);

/** JSON in a variable. */
const json = z
  .string()
  .default('{}')
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON' });
      return z.NEVER;
    }
  });
const whole = z.number().int().min(1);

/** Replaces some of the numbers in limits.ts, e.g. `{"cost":5000}`. */
const limits = json.pipe(
  z.partialRecord(
    // as: Object.keys gives what the constant has, and only that
    z.enum(Object.keys(DEFAULT_LIMITS) as [keyof Limits, ...(keyof Limits)[]]),
    whole,
  ),
);

/** Replaces some of rate-limits/admission.ts, e.g. `{"signIn":{"points":10,"windowSeconds":60}}`. */
const budget = z.strictObject({ points: whole, windowSeconds: whole });
const rateLimits = json.pipe(
  z.strictObject({
    account: budget.default(DEFAULT_RATE_LIMITS.account),
    apiToken: budget.default(DEFAULT_RATE_LIMITS.apiToken),
    address: budget.default(DEFAULT_RATE_LIMITS.address),
    signIn: budget.default(DEFAULT_RATE_LIMITS.signIn),
    signInFields: z.array(z.string()).default([...DEFAULT_RATE_LIMITS.signInFields]),
  }),
);

const environment = {
  SUPERGRAPH: z.string(),
  SUPERGRAPH_POLL_MS: z.coerce.number().int().min(0).default(2_000),
  HOST: z.string().default('127.0.0.1'),
  PORT: port(4000),
  INTERNAL_PORT: port(0).removeDefault().optional(),
  ROUTER_SECRET: routerSecret,
  JWKS_URL: url.optional(),
  JWT_ISSUER: z.string().optional(),
  AUTH_URL: url.optional(),
  CORS_ORIGINS: list,
  OVERRIDE_LABELS: list,
  RELAY_ROUTES: relayRoutes,
  SUBGRAPH_TIMEOUT_MS: z.coerce.number().int().min(1).default(UPSTREAM_TIMEOUT_MS),
  SUBGRAPH_REQUESTS: z.coerce.number().int().min(1).default(REQUESTS_AT_ONCE),
  LIMITS: limits,
  RATE_LIMITS_URL: z
    .string()
    .regex(/^(memory:$|rediss?:\/\/)/, 'must be memory: or start with redis://')
    .or(z.literal('none').transform(() => undefined))
    .default('memory:'),
  RATE_LIMITS: rateLimits,
  TRUSTED_HOPS: z.coerce.number().int().min(0).default(0),
  NAME_SUBGRAPHS: flag(false),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
};

export type RouterSettings = z.infer<z.ZodObject<typeof environment>>;

/** Throws WrongEnvironment. */
export const readSettings = (variables = process.env): RouterSettings => readEnvironment(environment, variables);

/** The supergraph's own address of a subgraph, or SUBGRAPH_URL_<NAME> where that is set. Throws WrongEnvironment. */
export function subgraphUrl({ name, url: address }: { readonly name: string; readonly url: string }): string {
  const variable = `SUBGRAPH_URL_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;
  return readEnvironment({ [variable]: url.default(address) })[variable] ?? address;
}
