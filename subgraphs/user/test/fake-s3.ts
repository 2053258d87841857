/** As much of S3 as the image store speaks, which checks every signature as S3 does. */
import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export const KEY = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'a secret of many letters' };
export const REGION = 'eu-central-1';

export async function fakeS3(bucket: string) {
  const objects = new Map<string, { bytes: Buffer; type: string | undefined }>();
  const failures: number[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const failure = failures.shift();
    const { method, url = '' } = request;
    if (failure) response.writeHead(failure).end('<Error><Code>SlowDown</Code></Error>');
    else if (!isSigned(request, body)) response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>');
    else if (!url.startsWith(`/${bucket}/`)) response.writeHead(404).end('<Error><Code>NoSuchBucket</Code></Error>');
    else if (method === 'PUT') {
      objects.set(url, { bytes: body, type: request.headers['content-type'] });
      response.writeHead(200).end();
    } else if (method === 'DELETE') {
      objects.delete(url);
      response.writeHead(204).end();
    } else {
      const found = objects.get(url);
      if (found) response.writeHead(200).end(found.bytes);
      else response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // as: a server that listens on a port has such an address
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    objects,
    /** The next requests are answered with these statuses. */
    fail: (...statuses: number[]) => failures.push(...statuses),
    close: () => new Promise<void>((resolve) => void server.close(() => resolve()).closeAllConnections()),
  };
}

/** AWS Signature Version 4, as its documentation has it. */
function isSigned(request: IncomingMessage, body: Buffer): boolean {
  const { authorization = '' } = request.headers;
  const header = (name: string) => String(request.headers[name] ?? '');
  const [, key, scope = '', signedHeaders = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      authorization,
    ) ?? [];
  const time = header('x-amz-date');
  if (key !== KEY.accessKeyId || scope !== `${time.slice(0, 8)}/${REGION}/s3/aws4_request`) return false;
  const payload = header('x-amz-content-sha256');
  if (payload !== 'UNSIGNED-PAYLOAD' && payload !== sha256(body)) return false;
  const headers = signedHeaders.split(';').map((name) => `${name}:${header(name)}\n`);
  const canonical = [request.method, request.url, '', headers.join(''), signedHeaders, payload].join('\n');
  const signingKey = scope
    .split('/')
    .reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${KEY.secretAccessKey}`);
  return hmac(signingKey, `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`).toString('hex') === signature;
}

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();
