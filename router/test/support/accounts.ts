import { type AccountId, newId, type SignInId } from '@marketplace/kernel/ids';
import { exportJWK, generateKeyPair, type JSONWebKeySet, SignJWT } from 'jose';
import type { Authentication } from '../../src/authentication/authentication.ts';
import type { EndedSignIns } from '../../src/authentication/ended-sign-ins.ts';
import { jwtAuthentication } from '../../src/authentication/jwt.ts';

export interface TokenClaims {
  readonly account?: AccountId;
  readonly signIn?: SignInId;
  readonly name?: string;
  readonly roles?: readonly string[];
  readonly scope?: string;
  readonly audience?: string;
  readonly issuer?: string;
  /** Seconds from now; negative for one that has expired. */
  readonly expiresIn?: number;
}

/** Who issues tokens in tests, with keys of its own. */
export interface Issuer {
  readonly authentication: Authentication;
  keys(): Promise<JSONWebKeySet>;
  token(claims?: TokenClaims): Promise<string>;
}

export async function issuer(ended?: EndedSignIns): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'EdDSA', use: 'sig' };
  const keys = async () => ({ keys: [jwk] });
  return {
    keys,
    authentication: jwtAuthentication({ keys, ended }),
    token({
      account = newId('acc'),
      signIn = newId('sgn'),
      name,
      roles = ['CUSTOMER'],
      scope = '',
      audience = 'marketplace',
      issuer,
      expiresIn = 600,
    } = {}) {
      const token = new SignJWT({ sid: signIn, roles, scope, ...(name !== undefined && { name }) })
        .setProtectedHeader({ alg: 'EdDSA', kid: 'k1' })
        .setSubject(account)
        .setAudience(audience)
        .setExpirationTime(Math.floor(Date.now() / 1000) + expiresIn);
      if (issuer) token.setIssuer(issuer);
      return token.sign(privateKey);
    },
  };
}
