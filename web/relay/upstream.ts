/** The API as the web's server asks it for itself: to open, renew and end sessions. */
import { z } from 'zod';
import type { Tokens } from './cookies.ts';

/** An answer that takes longer is a failure that the page can tell of. */
const TIMEOUT_MS = 15_000;

export interface Asking {
  readonly accessToken?: string | undefined;
  readonly userAgent?: string | undefined;
}

/** Sends a request's body as it is. Rejects when the API can't be reached. */
export function ask(apiUrl: string, body: string, { accessToken, userAgent }: Asking): Promise<Response> {
  return fetch(apiUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
      ...(userAgent ? { 'user-agent': userAgent } : {}),
    },
    body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}

const userError = z.object({ code: z.string(), message: z.string(), field: z.array(z.string()).nullable() });

const sessionPayload = z.object({
  session: z.object({ accessToken: z.string(), refreshToken: z.string() }).nullable(),
  userErrors: z.array(userError),
});

const sessionAnswer = z.object({ data: z.object({ payload: sessionPayload.nullable() }).nullish() });

export interface SessionOutcome {
  readonly tokens: Tokens | null;
  readonly userErrors: readonly z.infer<typeof userError>[];
}

const SESSION = 'session { accessToken refreshToken } userErrors { code message field }';

/** The mutations that answer with tokens, which the page itself may not ask for. */
export const SESSION_MUTATIONS = {
  signIn: `mutation SignIn($input: SignInInput!) { payload: signIn(input: $input) { ${SESSION} } }`,
  signUp: `mutation SignUp($input: SignUpInput!) { payload: signUp(input: $input) { ${SESSION} } }`,
  changePassword: `mutation ChangePassword($input: ChangePasswordInput!) { payload: changePassword(input: $input) { ${SESSION} } }`,
  resetPassword: `mutation ResetPassword($input: ResetPasswordInput!) { payload: resetPassword(input: $input) { ${SESSION} } }`,
  refreshSession: `mutation Refresh($input: RefreshSessionInput!) { payload: refreshSession(input: $input) { ${SESSION} } }`,
} as const;

/** Thrown with the API's own answer when it holds no outcome: a wrong shape, too many requests, a fault. */
export class NoOutcome extends Error {
  readonly status: number;
  readonly body: string;

  constructor(status: number, body: string) {
    super('the API did not answer with a session');
    this.status = status;
    this.body = body;
  }
}

export async function askForSession(
  apiUrl: string,
  mutation: keyof typeof SESSION_MUTATIONS,
  input: unknown,
  asking: Asking,
): Promise<SessionOutcome> {
  const body = JSON.stringify({ query: SESSION_MUTATIONS[mutation], variables: { input } });
  const answer = await ask(apiUrl, body, asking);
  const text = await answer.text();
  const payload = parsed(text)?.data?.payload;
  if (!payload) throw new NoOutcome(answer.status, text);
  return { tokens: payload.session, userErrors: payload.userErrors };
}

function parsed(text: string): z.infer<typeof sessionAnswer> | undefined {
  try {
    return sessionAnswer.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
