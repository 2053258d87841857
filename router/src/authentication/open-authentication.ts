import type { Logger } from '@marketplace/kernel/logger';
import { apiTokenAuthentication } from './api-tokens.ts';
import { authService } from './auth-service.ts';
import type { Authentication } from './authentication.ts';
import { bothKinds } from './both-kinds.ts';
import { endedSignIns } from './ended-sign-ins.ts';
import { jwtAuthentication } from './jwt.ts';

export interface AuthenticationSettings {
  readonly jwksUrl: string;
  readonly issuer: string | undefined;
  /** Without it there are no API tokens, and access tokens count until they expire. */
  readonly authUrl: string | undefined;
  readonly routerSecret: string;
  readonly logger: Logger;
}

/** Tokens of an auth service in another process. */
export function openAuthentication(settings: AuthenticationSettings): Authentication {
  const { jwksUrl, issuer, authUrl, routerSecret, logger } = settings;
  const keys = new URL(jwksUrl);
  if (authUrl === undefined) return jwtAuthentication({ keys, issuer });
  const service = authService(new URL(authUrl), routerSecret);
  const ended = endedSignIns({ fetch: service.endedSignIns, logger });
  const both = bothKinds(
    jwtAuthentication({ keys, issuer, ended }),
    apiTokenAuthentication({ verify: service.verifyApiToken, logger }),
  );
  return {
    ...both,
    async close() {
      await both.close();
      await service.close();
    },
  };
}
