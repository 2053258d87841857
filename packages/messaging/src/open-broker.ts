import { WrongEnvironment } from '@marketplace/kernel/environment';
import { openDatabase } from '@marketplace/storage/open-database';
import { amqpBroker } from './amqp-broker.ts';
import { topologyIn } from './amqp-topology.ts';
import type { Broker } from './broker.ts';
import { embeddedBroker } from './embedded-broker.ts';

const EMBEDDED = 'embedded:';
const DATABASE = /^(pglite:|postgres(ql)?:\/\/)/;
const NAMESPACE = /^[a-z0-9-]{1,40}$/;
const AMQP = /^amqps?:\/\//;

const provided = new Map<string, Broker>();

/**
 * Makes this broker what `openBroker(url)` gives in this process, as `provideDatabase` does. Returns what takes that back.
 */
export function provideBroker(url: string, broker: Broker): () => void {
  provided.set(url, { ...broker, close: async () => {} });
  return () => provided.delete(url);
}

/**
 * Opens a broker by its URL: `embedded:` and a database's URL (`embedded:pglite:.data/db`, `embedded:postgres://…`),
 * or `amqp://…`, `amqps://…` for RabbitMQ. `?namespace=NAME` there keeps marketplaces that share a server apart: it stands
 * before the name of every exchange and queue.
 */
export async function openBroker(url: string): Promise<Broker> {
  const given = provided.get(url);
  if (given) return given;
  const databaseUrl = url.startsWith(EMBEDDED) ? url.slice(EMBEDDED.length) : '';
  if (DATABASE.test(databaseUrl)) return openEmbedded(databaseUrl);
  if (AMQP.test(url) && URL.canParse(url)) return openAmqp(url);
  throw new WrongEnvironment('BROKER_URL: must be embedded:pglite:DIR, embedded:postgres://…, amqp://… or amqps://…');
}

function openAmqp(url: string): Promise<Broker> {
  const server = new URL(url);
  const namespace = server.searchParams.get('namespace');
  if (namespace === null) return amqpBroker({ url });
  if (!NAMESPACE.test(namespace)) throw new WrongEnvironment('BROKER_URL: namespace must be of a-z, 0-9 and -');
  server.searchParams.delete('namespace');
  return amqpBroker({ url: server.href, topology: topologyIn(namespace) });
}

async function openEmbedded(databaseUrl: string): Promise<Broker> {
  const database = await openDatabase(databaseUrl);
  try {
    const broker = await embeddedBroker(database, { soleProcess: databaseUrl.startsWith('pglite:') });
    return { ...broker, close: () => broker.close().finally(database.close) };
  } catch (error) {
    await database.close();
    throw error;
  }
}
