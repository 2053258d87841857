import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import type { ImageStore } from '../application/ports.ts';

export interface S3Settings {
  /** E.g. `https://s3.eu-central-1.amazonaws.com`. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly credentials: S3Credentials;
}

export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

const RETRIES = 3; // of what was answered with 5xx or 429, with back-off
const TIMEOUT_MS = 15_000; // with all retries, less than a client waits; an image has a megabyte or so

/**
 * Images as objects of a bucket, in S3 or what speaks like it. The key needs GetObject, PutObject, DeleteObject, and
 * ListBucket, without which S3 calls a missing object forbidden.
 */
export function s3Images({ endpoint, region, bucket, credentials }: S3Settings): ImageStore {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    ...(sessionToken ? { sessionToken } : {}),
    service: 's3',
    region,
    retries: RETRIES,
  });

  async function call(method: 'GET' | 'PUT' | 'DELETE', id: string, body?: Buffer): Promise<Response> {
    const response = await client.fetch(`${endpoint}/${bucket}/${id}.webp`, {
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body ? { body, headers: { 'content-type': 'image/webp', 'x-amz-content-sha256': sha256(body) } } : {}),
    });
    if (response.ok || response.status === 404) return response;
    throw new Error(`${method} of an image: the object store answered ${response.status} ${await response.text()}`);
  }

  return {
    async put(id, webp) {
      const { status } = await call('PUT', id, webp);
      if (status === 404) throw new Error(`there is no bucket ${bucket}`);
    },
    async get(id) {
      const response = await call('GET', id);
      if (response.status === 404) return undefined;
      return Buffer.from(await response.arrayBuffer());
    },
    async remove(id) {
      await call('DELETE', id);
    },
  };
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
