import type { RefusalFragment } from '~/graphql/operations.gen';

type SessionChange = 'sign-in' | 'sign-up' | 'sign-out' | 'sign-out-everywhere' | 'change-password' | 'reset-password';

/** Asks the web's own server, which keeps the tokens. */
export async function changeSession(
  change: SessionChange,
  input: object = {},
): Promise<readonly RefusalFragment[] | 'down'> {
  try {
    const answer = await fetch(`/session/${change}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    // as: relay/session-routes.ts answers so
    const { userErrors, errors } = (await answer.json()) as {
      userErrors?: RefusalFragment[];
      errors?: { message: string }[];
    };
    if (userErrors) return userErrors;
    return errors ? errors.map(({ message }) => ({ code: 'INVALID_INPUT', message, field: null })) : 'down';
  } catch {
    return 'down';
  }
}

/** A path of this app, so that nobody is sent elsewhere after signing in. */
export function safePath(path: unknown): string {
  return typeof path === 'string' && /^\/(?![/\\])/.test(path) ? path : '/';
}
