import { newId } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import type { NotificationStore } from './ports.ts';
import type { Pusher } from './push-ports.ts';

export interface OfferedSubscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

const MAX_ENDPOINT_LENGTH = 2_000; // those in use have some 200
const PUBLIC_KEY_BYTES = 65; // an uncompressed point of P-256
const SECRET_BYTES = 16; // RFC 8291
const UNCOMPRESSED = 4;

/** Has a browser told in the caller's name from now on. Refuses with INVALID_INPUT. */
export async function savePushSubscription(
  { transact }: NotificationStore,
  pusher: Pusher,
  caller: SignedInCaller,
  { endpoint, keys }: OfferedSubscription,
): Promise<void> {
  const objection = endpoint.length > MAX_ENDPOINT_LENGTH ? 'It is too long.' : pusher.objection(endpoint);
  if (objection) refuse('INVALID_INPUT', objection, ['input', 'endpoint']);
  const point = bytes(keys.p256dh);
  if (point?.length !== PUBLIC_KEY_BYTES || point[0] !== UNCOMPRESSED)
    refuse('INVALID_INPUT', 'This is not a public key of P-256 in base64url.', ['input', 'keys', 'p256dh']);
  if (bytes(keys.auth)?.length !== SECRET_BYTES)
    refuse('INVALID_INPUT', 'This is not a secret of 16 bytes in base64url.', ['input', 'keys', 'auth']);
  const { account: accountId, requestId } = caller;
  const subscription = { id: newId('psh'), accountId, endpoint, keys, createdAt: new Date() };
  await transact({ correlationId: requestId }, async (tx) => {
    await tx.lockAccount(accountId);
    await tx.savePushSubscription(subscription);
  });
}

const bytes = (text: string): Buffer | undefined =>
  /^[\w-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64url') : undefined;
