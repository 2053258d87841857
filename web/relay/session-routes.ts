/** Signing up, in and out: the API's mutations, with the tokens kept in cookies. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { noTokens, tokenCookies } from './cookies.ts';
import { answerJson, errorBody, RefusedRequest, readJsonBody } from './requests.ts';
import type { Sessions } from './sessions.ts';
import { ask, askForSession, NoOutcome, type SESSION_MUTATIONS } from './upstream.ts';

export interface SessionRoutes {
  readonly apiUrl: string;
  readonly secure: boolean;
  readonly sessions: Sessions;
}

const OPENING: Readonly<Record<string, keyof typeof SESSION_MUTATIONS>> = {
  '/session/sign-in': 'signIn',
  '/session/sign-up': 'signUp',
  '/session/change-password': 'changePassword',
  '/session/reset-password': 'resetPassword',
};
const ENDING: Readonly<Record<string, string>> = {
  '/session/sign-out': 'mutation SignOut { signOut { userErrors { code } } }',
  '/session/sign-out-everywhere': 'mutation SignOutEverywhere { signOutEverywhere { userErrors { code } } }',
};

/** Answers `{ userErrors }`, empty when it is done. False for a path that is none of its own. */
export async function handleSession(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  routes: SessionRoutes,
): Promise<void> {
  const opening = OPENING[path];
  if (opening) return open(opening, request, response, routes);
  const ending = ENDING[path];
  if (ending) return end(ending, request, response, routes);
  throw new RefusedRequest(404, 'NOT_FOUND', 'There is nothing here.');
}

async function open(
  mutation: keyof typeof SESSION_MUTATIONS,
  request: IncomingMessage,
  response: ServerResponse,
  { apiUrl, secure, sessions }: SessionRoutes,
): Promise<void> {
  const input = parseInput(await readJsonBody(request));
  const accessToken = mutation === 'changePassword' ? (await sessions.of(request)).accessToken : undefined;
  try {
    const asking = { accessToken, userAgent: request.headers['user-agent'] };
    const { tokens, userErrors } = await askForSession(apiUrl, mutation, input, asking);
    answerJson(response, 200, JSON.stringify({ userErrors }), tokens ? tokenCookies(tokens, secure) : []);
  } catch (error) {
    if (!(error instanceof NoOutcome)) throw error;
    answerJson(response, error.status < 400 ? 400 : error.status, error.body);
  }
}

async function end(
  mutation: string,
  request: IncomingMessage,
  response: ServerResponse,
  { apiUrl, secure, sessions }: SessionRoutes,
): Promise<void> {
  await readJsonBody(request);
  const { accessToken } = await sessions.of(request);
  // signed out here even if the API can't be told now
  const body = JSON.stringify({ query: mutation });
  await ask(apiUrl, body, { accessToken, userAgent: request.headers['user-agent'] }).catch(() => undefined);
  answerJson(response, 200, JSON.stringify({ userErrors: [] }), noTokens(secure));
}

function parseInput(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new RefusedRequest(400, 'BAD_USER_INPUT', errorBody('BAD_USER_INPUT', 'The body is not JSON.'));
  }
}
