import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify } from 'node:crypto';
import { newId } from '@marketplace/kernel/ids';
import { type Receiver, startReceiver } from '@marketplace/testing/receiver';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import webPush from 'web-push';
import { PushGone } from '../src/application/push-ports.ts';
import { webPusher } from '../src/infrastructure/web-pusher.ts';
import { NOW } from './samples.ts';

const vapid = { ...webPush.generateVAPIDKeys(), subject: 'mailto:ops@market.example' };
const pusher = webPusher(vapid, true);

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answers.length = 0;
});

/** A browser that can read what is sent to it. */
function aBrowser() {
  const keys = createECDH('prime256v1');
  const [point, secret] = [keys.generateKeys(), randomBytes(16)];
  const subscription = {
    id: newId('psh'),
    accountId: newId('acc'),
    endpoint: `${receiver.url}/push/1`,
    keys: { p256dh: point.toString('base64url'), auth: secret.toString('base64url') },
    createdAt: NOW,
  };
  return { subscription, read: (body: Buffer) => decrypted(body, keys, point, secret) };
}

/** RFC 8291 and 8188, as a browser does it. */
function decrypted(body: Buffer, keys: ReturnType<typeof createECDH>, point: Buffer, secret: Buffer): string {
  const salt = body.subarray(0, 16);
  const server = body.subarray(21, 21 + body.readUInt8(20));
  const sealed = body.subarray(21 + body.readUInt8(20));
  const hmac = (key: Buffer, ...parts: (Buffer | string)[]) => {
    const mac = createHmac('sha256', key);
    for (const part of parts) mac.update(part);
    return mac.digest();
  };
  const shared = hmac(hmac(secret, keys.computeSecret(server)), 'WebPush: info\0', point, server, '\u0001');
  const extracted = hmac(salt, shared);
  const key = hmac(extracted, 'Content-Encoding: aes128gcm\0\u0001').subarray(0, 16);
  const nonce = hmac(extracted, 'Content-Encoding: nonce\0\u0001').subarray(0, 12);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8');
}

const PUSH = { id: newId('ntf'), title: 'New request', body: 'Ada möchte Sie buchen.', url: 'https://market.example/' };

test('a push can be read by its browser alone, and its service can check whom it is from', async () => {
  const { subscription, read } = aBrowser();
  await pusher.send(PUSH, subscription);
  const [{ headers, body } = { headers: {}, body: Buffer.alloc(0) }] = receiver.received;
  expect(JSON.parse(read(body))).toEqual(PUSH);
  expect(body.toString('utf8')).not.toContain('Ada');
  expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', topic: PUSH.id.slice(4), urgency: 'high' });

  const [, token = '', key = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(headers.authorization ?? '') ?? [];
  expect(key).toBe(pusher.key);
  const [head = '', claims = '', signature = ''] = token.split('.');
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
    aud: receiver.url,
    sub: 'mailto:ops@market.example',
  });
  const point = Buffer.from(vapid.publicKey, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  const signed = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  expect(signed).toBe(true);
});

test('whatever people write fits into a push', async () => {
  const { subscription, read } = aBrowser();
  const long = '語'.repeat(5_000);
  await pusher.send({ ...PUSH, title: long, body: long }, subscription);
  const [{ body } = { body: Buffer.alloc(0) }] = receiver.received;
  expect(body.length).toBeLessThanOrEqual(4_096);
  expect(JSON.parse(read(body)).title).toMatch(/^語+$/);
});

test.each([404, 410])('a browser whose service answers %i is gone', async (status) => {
  receiver.answers.push(status);
  await expect(pusher.send(PUSH, aBrowser().subscription)).rejects.toThrow(PushGone);
});

test.each([400, 403, 429, 500, 302])('one whose service answers %i may be tried again', async (status) => {
  receiver.answers.push(status);
  const failed = await pusher.send(PUSH, aBrowser().subscription).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(Error);
  expect(failed).not.toBeInstanceOf(PushGone);
});

test('push services are on the public internet', async () => {
  const strict = webPusher(vapid);
  const { subscription } = aBrowser();
  expect(strict.objection(subscription.endpoint)).toBeTypeOf('string');
  expect(strict.objection('https://fcm.googleapis.com/fcm/send/abc')).toBeUndefined();
  await expect(strict.send(PUSH, subscription)).rejects.toThrow('https://');
  expect(receiver.received).toEqual([]);
});
