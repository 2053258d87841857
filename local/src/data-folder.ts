import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { WrongEnvironment } from '@marketplace/kernel/environment';
import { z } from 'zod';

/** The folder that keeps the embedded database and the secrets made for it, held by one process at a time. */
export interface DataFolder {
  readonly routerSecret: string;
  release(): Promise<void>;
}

export async function openDataFolder(folder: string): Promise<DataFolder> {
  await mkdir(folder, { recursive: true });
  const lock = await takeLock(folder);
  try {
    const { routerSecret } = await readSecrets(path.join(folder, 'secrets.json'));
    return { routerSecret, release: () => releaseLock(lock) };
  } catch (error) {
    await releaseLock(lock);
    throw error;
  }
}

/** A listening socket: unlike a file it is gone with its process, however that ended. */
async function takeLock(folder: string): Promise<net.Server> {
  const name = `marketplace-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
  const address = process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : path.join(os.tmpdir(), `${name}.sock`);
  const server = net.createServer((socket) => socket.end());
  server.unref();
  if (await listens(server, address)) return server;
  if (await answers(address)) throw new WrongEnvironment(`DATA_DIR: ${folder} is in use by another process`);
  await rm(address, { force: true }); // left behind by a process that was killed
  if (await listens(server, address)) return server;
  throw new WrongEnvironment(`DATA_DIR: ${folder} is in use by another process`);
}

const releaseLock = (lock: net.Server): Promise<void> =>
  new Promise((resolve) => {
    lock.close(() => resolve());
  });

function listens(server: net.Server, address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen(address, () => resolve(true));
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(address);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
  });
}

const secretsShape = z.object({ routerSecret: z.string().min(32) });

/** Made once and kept, so that identities and sessions outlive a restart. */
async function readSecrets(file: string): Promise<z.infer<typeof secretsShape>> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text !== undefined) return secretsShape.parse(JSON.parse(text));
  const secrets = { routerSecret: randomBytes(32).toString('base64url') };
  const draft = `${file}.draft`;
  await writeFile(draft, `${JSON.stringify(secrets)}\n`, { mode: 0o600 });
  await rename(draft, file);
  return secrets;
}
