import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, type JSONWebKeySet, SignJWT } from 'jose';
import type { AccessTokens } from '../application/ports.ts';

const ALGORITHM = 'EdDSA';
const AUDIENCE = 'marketplace';

export interface SigningAccessTokens extends AccessTokens {
  /** The public keys that the tokens can be verified by. */
  jwks(): Promise<JSONWebKeySet>;
}

/** JWTs under an Ed25519 key. `seed` is the private key's 32 bytes. */
export async function signedAccessTokens(seed: Buffer, issuer: string): Promise<SigningAccessTokens> {
  const privateKey = ed25519(seed);
  const jwk = await exportJWK(createPublicKey(privateKey));
  const kid = await calculateJwkThumbprint(jwk);
  const keys: JSONWebKeySet = { keys: [{ ...jwk, kid, use: 'sig', alg: ALGORITHM }] };
  return {
    jwks: async () => keys,
    issue: ({ account, signIn, name, roles, scopes }, issuedAt, expiresAt) =>
      new SignJWT({ sid: signIn, name, roles, scope: scopes.join(' ') })
        .setProtectedHeader({ alg: ALGORITHM, kid, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(AUDIENCE)
        .setSubject(account)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(privateKey),
  };
}

// RFC 8410: what a private key's 32 bytes follow in PKCS #8
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

const ed25519 = (seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });
