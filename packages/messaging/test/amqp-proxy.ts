import { once } from 'node:events';
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';

/** A way to RabbitMQ that a test can break without touching the broker, which others use too. */
export interface AmqpProxy {
  readonly url: string;
  /** Cuts all connections. */
  cut(): void;
  /** Lets nobody in until `mend`. */
  refuse(): void;
  mend(): void;
  /** Reads nothing more from clients, until `letGo`. */
  hold(): void;
  letGo(): void;
  /** What a broker under an alarm does: says that it is blocked, and reads nothing more. Call it on quiet connections. */
  block(reason: string): void;
  unblock(): void;
  close(): Promise<void>;
}

export async function amqpProxy(target: string): Promise<AmqpProxy> {
  const { hostname, port } = new URL(target);
  const pairs = new Set<{ client: Socket; server: Socket }>();
  let refusing = false;
  const listener = createServer((client) => {
    if (refusing) {
      client.destroy();
      return;
    }
    const server = dial(Number(port || 5672), hostname);
    const pair = { client, server };
    pairs.add(pair);
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.pipe(other);
      one.on('error', () => {});
      one.on('close', () => {
        other.destroy();
        pairs.delete(pair);
      });
    }
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  // as: a server that listens on TCP has such an address
  url.port = String((listener.address() as AddressInfo).port);

  const cut = () => {
    for (const { client, server } of pairs) {
      client.destroy();
      server.destroy();
    }
  };
  const hold = () => {
    for (const { client, server } of pairs) {
      client.unpipe(server);
      client.pause();
    }
  };
  const letGo = () => {
    for (const { client, server } of pairs) client.pipe(server);
  };
  const tell = (frame: Buffer) => {
    for (const { client } of pairs) client.write(frame);
  };
  return {
    url: url.href,
    cut,
    refuse: () => {
      refusing = true;
      cut();
    },
    mend: () => (refusing = false),
    hold,
    letGo,
    block(reason) {
      hold();
      tell(connectionMethod(BLOCKED, shortString(reason)));
    },
    unblock() {
      tell(connectionMethod(UNBLOCKED, Buffer.alloc(0)));
      letGo();
    },
    async close() {
      cut();
      listener.close();
      await once(listener, 'close');
    },
  };
}

const CONNECTION_CLASS = 10;
const BLOCKED = 60;
const UNBLOCKED = 61;

/** A method frame of AMQP 0-9-1 on channel 0. */
function connectionMethod(method: number, body: Buffer): Buffer {
  const head = Buffer.alloc(11);
  head.writeUInt8(1, 0);
  head.writeUInt32BE(4 + body.length, 3);
  head.writeUInt16BE(CONNECTION_CLASS, 7);
  head.writeUInt16BE(method, 9);
  return Buffer.concat([head, body, Buffer.from([0xce])]);
}

const shortString = (text: string): Buffer =>
  Buffer.concat([Buffer.from([Buffer.byteLength(text)]), Buffer.from(text)]);
