import { BREAK, parse, visit } from 'graphql';

const TOKEN_FIELDS = new Set(['accessToken', 'refreshToken']);

/**
 * Whether an operation asks for tokens, which are not for scripts in the page. They come as cookies from /session.
 * A text that can't be parsed is left to the API, which says what is wrong with it.
 */
export function asksForTokens(query: string): boolean {
  if (!/accessToken|refreshToken/.test(query)) return false;
  let asks = false;
  try {
    visit(parse(query, { noLocation: true }), {
      Field({ name }) {
        asks ||= TOKEN_FIELDS.has(name.value);
        return asks ? BREAK : undefined;
      },
    });
  } catch {
    return false;
  }
  return asks;
}
