import path from 'node:path';
import { flag, port, readEnvironment, WrongEnvironment } from '@marketplace/kernel/environment';
import { currencyCode, isCurrencyCode } from '@marketplace/kernel/money';
import { z } from 'zod';

const DEFAULT_DEMO_PASSWORD = 'demo-demo-demo';
const LOCAL_HOSTS = new Set(['127.0.0.1', 'localhost', '::1']);

/** What contexts read of their own accord when it is set: numbers of the business. */
const RULES = ['ORDER_SETTINGS', 'COMMISSION_BASIS_POINTS', 'REPORTS_BEFORE_REVIEW'] as const;

const environment = {
  ORDER_SETTINGS: z.string().optional(),
  COMMISSION_BASIS_POINTS: z.string().optional(),
  REPORTS_BEFORE_REVIEW: z.string().optional(),
  ROUTER_PORT: port(4000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('.data'),
  DEMO_PASSWORD: z.string().min(10, 'must have at least 10 characters').optional(),
  DATABASE_URL: z.string().optional(),
  MONGODB_URL: z.string().optional(),
  BROKER_URL: z.string().optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must start with redis:// or rediss://')
    .optional(),
  RATE_LIMITS: flag(true),
  API_URL: z.string().optional(),
  DEFAULT_CURRENCY: z.string().refine(isCurrencyCode, 'must be an ISO 4217 code').default(currencyCode('USD')),
  SANDBOX: flag(true),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
};

/** How the single process runs. */
export interface LocalSettings {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  readonly demoPassword: string;
  /** False leaves an empty data folder empty. */
  readonly demoData: boolean;
  /** Where rate limits are kept; undefined for none. */
  readonly rateLimits: string | undefined;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** What each context reads as its environment, but for the secrets. */
  readonly services: Readonly<Record<string, string>>;
}

export function readSettings(variables: Readonly<Record<string, string | undefined>> = process.env): LocalSettings {
  const values = readEnvironment(environment, variables);
  if (values.SANDBOX && !LOCAL_HOSTS.has(values.HOST) && !values.DEMO_PASSWORD) {
    throw new WrongEnvironment('DEMO_PASSWORD: is required when HOST is not this machine alone');
  }
  const dataFolder = path.resolve(values.DATA_DIR);
  const database = values.DATABASE_URL ?? `pglite:${path.join(dataFolder, 'db')}`;
  return {
    port: values.ROUTER_PORT,
    host: values.HOST,
    dataFolder,
    demoPassword: values.DEMO_PASSWORD ?? DEFAULT_DEMO_PASSWORD,
    demoData: values.SANDBOX,
    rateLimits: values.RATE_LIMITS ? (values.REDIS_URL ?? 'memory:') : undefined,
    logLevel: values.LOG_LEVEL,
    services: {
      DATABASE_URL: database,
      DOCUMENTS_URL: values.MONGODB_URL ?? database,
      BROKER_URL: values.BROKER_URL ?? `embedded:${database}`,
      API_URL: values.API_URL ?? `http://localhost:${values.ROUTER_PORT}`,
      MAIL_URL: 'outbox:',
      IMAGES_URL: `file:${path.join(dataFolder, 'images')}`,
      GATEWAY_URL: 'simulated:',
      DEFAULT_CURRENCY: values.DEFAULT_CURRENCY,
      SANDBOX: String(values.SANDBOX),
      LOG_LEVEL: values.LOG_LEVEL,
      ...Object.fromEntries(RULES.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]]))),
    },
  };
}
