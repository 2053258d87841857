/** /graphql over HTTP: the browser's request goes to the API with the session's token. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { answerJson, RefusedRequest, readJsonBody } from './requests.ts';
import type { Sessions } from './sessions.ts';
import { asksForTokens } from './token-fields.ts';
import { ask } from './upstream.ts';

const operation = z.object({ query: z.string() });

export async function relayGraphQL(
  request: IncomingMessage,
  response: ServerResponse,
  { apiUrl, sessions }: { readonly apiUrl: string; readonly sessions: Sessions },
): Promise<void> {
  const body = await readJsonBody(request);
  refuseTokens(body);
  const userAgent = request.headers['user-agent'];
  let session = await sessions.of(request);
  let answer = await ask(apiUrl, body, { accessToken: session.accessToken, userAgent });
  if (answer.status === 401 && session.accessToken) {
    session = await sessions.renewed(request);
    answer = await ask(apiUrl, body, { accessToken: session.accessToken, userAgent });
  }
  const type = answer.headers.get('content-type') ?? undefined;
  answerJson(response, answer.status, await answer.text(), session.setCookies, type);
}

function refuseTokens(body: string): void {
  const parsed = operation.safeParse(parseJson(body));
  if (parsed.success && asksForTokens(parsed.data.query)) {
    throw new RefusedRequest(
      400,
      'FORBIDDEN',
      'Tokens are not for pages. Sign in at /session/sign-in, or ask the API itself.',
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
