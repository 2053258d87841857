import type { ChannelModel, ConsumeMessage } from 'amqplib';
import { type AmqpConnection, guard, type Tenant } from './amqp-connection.ts';
import { declareLiveQueue, type Topology } from './amqp-topology.ts';
import type { Closable, Listener, LiveMessage } from './broker.ts';
import { isRecord, readEnvelope } from './message-body.ts';

/** Listens on a queue that lives as long as the connection; what comes between two connections is missed. */
export async function amqpListener(
  connection: AmqpConnection,
  topology: Topology,
  listener: Listener,
): Promise<Closable> {
  let leave: (() => Promise<void>) | undefined;
  let closed = false;

  function onMessage(message: ConsumeMessage): void {
    const live = readLive(message, topology);
    if (live && !closed) listener.onMessage(live);
  }

  async function setUp(model: ChannelModel): Promise<void> {
    const channel = await model.createChannel();
    leave = guard(model, channel);
    const queue = await declareLiveQueue(channel, topology, listener.patterns);
    const given = (message: ConsumeMessage | null) => {
      if (message) onMessage(message);
      else void model.close().catch(() => {}); // the queue was deleted: begin anew
    };
    await channel.consume(queue, given, { noAck: true });
    if (!closed) listener.onConnected?.();
  }

  const tenant: Tenant = { setUp, lost: () => (leave = undefined) };
  await connection.add(tenant);
  return {
    async close() {
      closed = true;
      connection.remove(tenant);
      await leave?.();
    },
  };
}

/** Undefined for what can't be read: a lost hint. */
function readLive({ content, fields }: ConsumeMessage, topology: Topology): LiveMessage | undefined {
  try {
    if (fields.exchange === topology.events) {
      const event = readEnvelope(content.toString());
      return { type: event.type, event, payload: event.data };
    }
    const payload: unknown = JSON.parse(content.toString());
    return isRecord(payload) ? { type: fields.routingKey, payload } : undefined;
  } catch {
    return undefined;
  }
}
