import type { Clock } from '@marketplace/kernel/clock';
import { WrongEnvironment } from '@marketplace/kernel/environment';
import type { Database } from '@marketplace/storage/database';
import type { Gateway } from '../application/ports.ts';
import { simulatedGateway } from './simulated-gateway.ts';

/** Opens a payment gateway by its URL: `simulated:`, which keeps its books in the context's database. */
export function openGateway(url: string, database: Database, clock: Clock): Gateway {
  if (url === 'simulated:') return simulatedGateway(database, clock);
  throw new WrongEnvironment('GATEWAY_URL: must be simulated:');
}
