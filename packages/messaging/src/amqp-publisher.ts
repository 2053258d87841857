import { setTimeout as pause } from 'node:timers/promises';
import type { Channel, ConfirmChannel } from 'amqplib';
import { type AmqpConnection, guard, type Tenant } from './amqp-connection.ts';
import { declareExchanges, type Topology } from './amqp-topology.ts';
import type { PublishResult } from './broker.ts';
import type { AnyEnvelope } from './envelope.ts';
import { type Outgoing, writeBodies } from './message-body.ts';

const SHORT_STRING_BYTES = 255; // the protocol's limit for a property; the body has it whole

export interface AmqpPublisher {
  /** Opens its channels on the connection. */
  start(): Promise<void>;
  publish(events: readonly AnyEnvelope[]): Promise<PublishResult>;
  signal(topic: string, payload: Readonly<Record<string, unknown>>): void;
  unrouted(): number;
}

/**
 * Publishes with confirms: an event whose confirm has not come within `confirmMs`, or whose connection is lost before, may
 * or may not be stored, and counts as failed.
 */
export function amqpPublisher(connection: AmqpConnection, topology: Topology, confirmMs: number): AmqpPublisher {
  let channels: { readonly events: ConfirmChannel; readonly signals: Channel } | undefined;
  let unrouted = 0;

  const tenant: Tenant = {
    async setUp(model) {
      const events = await model.createConfirmChannel();
      guard(model, events);
      const signals = await model.createChannel();
      guard(model, signals);
      await declareExchanges(events, topology);
      events.on('return', () => (unrouted += 1)); // confirmed all the same: nobody is bound for it
      channels = { events, signals };
    },
    lost: () => (channels = undefined),
  };

  return {
    start: () => connection.add(tenant),
    async publish(events) {
      const { outgoing, failed } = writeBodies(events);
      const channel = channels?.events;
      // what is written while the broker does not read would only pile up here
      if (!channel || connection.blocked()) return { failed: [...events.keys()] };
      const unconfirmed = new Set(outgoing.map(({ index }) => index));
      const confirms = outgoing.map((message) =>
        confirmed(channel, topology.events, message).then(() => unconfirmed.delete(message.index)),
      );
      const settled = new AbortController();
      const late = pause(confirmMs, undefined, { signal: settled.signal }).catch(() => {});
      await Promise.race([Promise.allSettled(confirms), late]);
      settled.abort();
      return { failed: [...failed, ...unconfirmed].sort((one, other) => one - other) };
    },
    signal(topic, payload) {
      if (!channels || connection.blocked()) return;
      channels.signals.publish(topology.signals, topic, Buffer.from(JSON.stringify(payload)), {
        contentType: 'application/json',
      });
    },
    unrouted: () => unrouted,
  };
}

/** Resolves when the broker has it; rejects when it is refused or the channel is lost. */
function confirmed(channel: ConfirmChannel, exchange: string, { event, body }: Outgoing): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const options = {
    persistent: true,
    mandatory: true,
    messageId: event.id,
    type: event.type,
    contentType: 'application/cloudevents+json',
    ...(Buffer.byteLength(event.correlationid) <= SHORT_STRING_BYTES ? { correlationId: event.correlationid } : {}),
    headers: { subject: event.subject },
  };
  try {
    channel.publish(exchange, event.type, Buffer.from(body), options, (error) => (error ? reject(error) : resolve()));
  } catch (error) {
    reject(error); // the channel is closed
  }
  return promise;
}
