/** The page behind a mail's link: GET asks, POST does it, also for mail programs that do so in one click (RFC 8058). */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HttpRefusal } from '@marketplace/subgraph/http-reply';
import type { Route } from '@marketplace/subgraph/subgraph';
import type { NotificationStore, UnsubscribeLinks } from '../application/ports.ts';
import { languageOf, unsubscribe } from '../application/unsubscribe.ts';
import { escaped } from '../domain/email.ts';
import type { Language } from '../domain/texts/language.ts';

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer', // the address is the key to it
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
};

export interface UnsubscribeParts {
  readonly store: NotificationStore;
  readonly unsubscribeLinks: UnsubscribeLinks;
  readonly webUrl: string;
}

export const unsubscribeRoute =
  ({ store, unsubscribeLinks, webUrl }: UnsubscribeParts): Route =>
  async (request, response) => {
    const { method } = request;
    if (method !== 'GET' && method !== 'POST')
      throw new HttpRefusal(405, 'BAD_REQUEST', 'Use GET or POST', { allow: 'GET, POST' });
    request.resume(); // the address says it all
    const kind = unsubscribeLinks.read(tokenOf(request));
    const language = await languageOf(store.reads, kind?.account);
    const texts = language.unsubscribing;
    if (!kind) return reply(response, 404, page(language, webUrl, texts.unknown));
    const about = language.about[kind.type];
    if (method === 'GET')
      return reply(response, 200, page(language, webUrl, texts.question(about), button(texts.confirm)));
    await unsubscribe(store, kind, randomUUID());
    reply(response, 200, page(language, webUrl, texts.done(about)));
  };

const tokenOf = ({ url = '' }: IncomingMessage): string =>
  new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('token') ?? '';

function reply(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, HEADERS).end(html);
}

const button = (text: string): string => `<form method="post"><button>${escaped(text)}</button></form>`;

const page = ({ locale, unsubscribing }: Language, webUrl: string, text: string, form = ''): string => `<!doctype html>
<html lang="${escaped(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(unsubscribing.title)}</title>
<style>
  body { margin: 0 auto; max-width: 34rem; padding: 3rem 1.5rem; font: 16px/1.5 system-ui, sans-serif; color: #111827; background: #f3f4f6 }
  main { padding: 2rem; border-radius: .75rem; background: #fff }
  h1 { margin: 0 0 1rem; font-size: 1.25rem }
  button { padding: .6rem 1.1rem; border: 0; border-radius: .5rem; background: #14532d; color: #fff; font: inherit; cursor: pointer }
  a { color: #14532d }
</style>
</head>
<body>
<main>
<h1>${escaped(unsubscribing.title)}</h1>
<p>${escaped(text)}</p>
${form}
<p><a href="${escaped(webUrl)}/settings/notifications">${escaped(unsubscribing.settings)}</a></p>
</main>
</body>
</html>
`;
