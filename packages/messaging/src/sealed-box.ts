/** Text that only the holder of a private key can read: X25519, HKDF-SHA-256 and AES-256-GCM, with a key pair per box. */
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';

/** In base64, DER inside. */
export interface BoxKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

const CIPHER = 'aes-256-gcm';
const PUBLIC_KEY_BYTES = 44; // X25519 in DER
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const IV_BYTES = 12;

export function newBoxKeys(): BoxKeys {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  return { publicKey: publicDer(publicKey).toString('base64'), privateKey: privateDer(privateKey).toString('base64') };
}

/** `label` says what the bytes are: they open under the same one alone. */
export function sealBox(bytes: Uint8Array, publicKey: string, label: string): Buffer {
  const to = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  const own = generateKeyPairSync('x25519');
  const ownKey = publicDer(own.publicKey);
  const { key, iv } = secretOf(own.privateKey, to, ownKey);
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(label));
  return Buffer.concat([ownKey, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** Throws for anything that was not sealed for this key under this label. */
export function openBox(box: Buffer, privateKey: string, label: string): Buffer {
  const ownKey = box.subarray(0, PUBLIC_KEY_BYTES);
  const from = createPublicKey({ key: ownKey, format: 'der', type: 'spki' });
  const to = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  const { key, iv } = secretOf(to, from, ownKey);
  const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(label));
  decipher.setAuthTag(box.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(box.subarray(PUBLIC_KEY_BYTES, -TAG_BYTES)), decipher.final()]);
}

/** The sender's key is used once, so its secret and the nonce from it are, too. */
function secretOf(privateKey: KeyObject, publicKey: KeyObject, ownKey: Buffer): { key: Buffer; iv: Buffer } {
  const shared = diffieHellman({ privateKey, publicKey });
  const bytes = Buffer.from(hkdfSync('sha256', shared, ownKey, 'marketplace sealed box', KEY_BYTES + IV_BYTES));
  return { key: bytes.subarray(0, KEY_BYTES), iv: bytes.subarray(KEY_BYTES) };
}

const publicDer = (key: KeyObject) => key.export({ format: 'der', type: 'spki' });
const privateDer = (key: KeyObject) => key.export({ format: 'der', type: 'pkcs8' });
