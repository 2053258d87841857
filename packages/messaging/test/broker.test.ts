import type { Database } from '@marketplace/storage/database';
import { pgliteDatabase, postgresDatabase } from '@marketplace/testing/databases';
import { describeWith } from '@marketplace/testing/services';
import { describe } from 'vitest';
import { messages } from '../src/broker-tables.ts';
import { embeddedBroker } from '../src/embedded-broker.ts';
import { memoryBroker } from '../src/memory-broker.ts';
import { amqpWorld } from './amqp-world.ts';
import { type BrokerWorld, brokerSuite, SUITE_DELIVERY_LIMIT } from './broker-suite.ts';

describe('broker (memory)', () => brokerSuite(memoryWorld));
describe('broker (embedded, pglite)', () => brokerSuite(async () => embeddedWorld(await pgliteDatabase())));
describeWith('postgres', 'broker (embedded)', (url) =>
  brokerSuite(async () => embeddedWorld(await postgresDatabase(url))),
);
describeWith('rabbitmq', 'broker', (url) => brokerSuite(() => amqpWorld(url)));

async function memoryWorld(): Promise<BrokerWorld> {
  let broker = memoryBroker({ deliveryLimit: SUITE_DELIVERY_LIMIT });
  return {
    open: async () => {
      if (!broker.health().connected) broker = memoryBroker({ deliveryLimit: SUITE_DELIVERY_LIMIT });
      return broker;
    },
    put: async (consumer, body) => broker.put(consumer, body),
    close: () => broker.close(),
  };
}

async function embeddedWorld(database: Database): Promise<BrokerWorld> {
  return {
    open: () => embeddedBroker(database, { deliveryLimit: SUITE_DELIVERY_LIMIT }),
    put: async (consumer, body) => {
      await database.db.insert(messages).values({ consumer, subject: '', body });
    },
    close: () => database.close(),
  };
}
