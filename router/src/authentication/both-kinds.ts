import { isApiToken } from './api-tokens.ts';
import type { Authentication } from './authentication.ts';

/** People's access tokens and programs' API tokens, told apart by how they begin. */
export function bothKinds(accessTokens: Authentication, apiTokens: Authentication): Authentication {
  const kindOf = (token: string) => (isApiToken(token) ? apiTokens : accessTokens);
  return {
    verifyToken: (token) => kindOf(token).verifyToken(token),
    watch: (token, verified, ended) => kindOf(token).watch(token, verified, ended),
    async ready() {
      await Promise.all([accessTokens.ready(), apiTokens.ready()]);
    },
    async close() {
      await Promise.all([accessTokens.close(), apiTokens.close()]);
    },
  };
}
