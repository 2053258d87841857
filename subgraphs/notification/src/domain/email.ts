import type { EventId } from '@marketplace/kernel/ids';
import { type KnownAccount, type Notification, pathOf } from './notification.ts';
import type { Language, LetterKind } from './texts/language.ts';

/** A mail that is ready to send. Its id makes its Message-ID, the same at every attempt. */
export interface Email {
  readonly id: Notification['id'] | EventId;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Ends mails like this one, by one POST and without a sign-in (RFC 8058). Null for those that nobody can do without. */
  readonly unsubscribeUrl: string | null;
}

type Addressee = Pick<KnownAccount, 'displayName' | 'email'>;

export interface Links {
  /** Where the web app is, without a slash at its end. */
  readonly webUrl: string;
  readonly unsubscribeUrl: string;
}

export function emailOf(
  notification: Notification,
  account: Addressee,
  language: Language,
  { webUrl, unsubscribeUrl }: Links,
): Email {
  const { title, body, orderId, type } = notification;
  const { seeOrder, seeJob, footer, stop } = language.email;
  const path = pathOf(notification);
  const link = path === null ? undefined : { url: webUrl + path, action: orderId === null ? seeJob : seeOrder };
  const end = { url: unsubscribeUrl, action: stop(language.about[type]) };
  return {
    id: notification.id,
    to: { name: account.displayName, address: account.email },
    ...written(language, { title, body }, account, link, footer, end),
    unsubscribeUrl,
  };
}

/** A mail about the account itself. `until` says in words how long its link works. */
export function letterOf(
  id: EventId,
  kind: LetterKind,
  account: Addressee,
  language: Language,
  { url, until }: { readonly url: string; readonly until: string },
): Email {
  const { action, ...text } = language.letters[kind](until);
  return {
    id,
    to: { name: account.displayName, address: account.email },
    ...written(language, text, account, { url, action }, language.email.letterFooter),
    unsubscribeUrl: null,
  };
}

interface Link {
  readonly url: string;
  readonly action: string;
}

function written(
  language: Language,
  { title, body }: { readonly title: string; readonly body: string },
  account: Addressee,
  link: Link | undefined,
  footer: string,
  end?: Link,
): Pick<Email, 'subject' | 'text' | 'html'> {
  const greeting = language.email.greeting(account.displayName);
  const lines = ({ action, url }: Link) => `${action}: ${url}`;
  return {
    subject: title,
    text: [greeting, body, ...(link ? [lines(link)] : []), `-- \n${footer}`, ...(end ? [lines(end)] : [])].join('\n\n'),
    html: page(language.locale, title, [
      `<p style="margin:0 0 16px">${escaped(greeting)}</p>`,
      `<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escaped(title)}</h1>`,
      `<p style="margin:0 0 24px">${escaped(body)}</p>`,
      ...(link ? [button(link)] : []),
      `<p style="margin:24px 0 0;font-size:13px;color:#5b6470">${escaped(footer)}</p>`,
      ...(end ? [smallLink(end)] : []),
    ]),
  };
}

const button = ({ url, action }: Link): string =>
  `<p style="margin:0"><a href="${escaped(url)}" style="display:inline-block;padding:10px 18px;border-radius:8px;background:#14532d;color:#ffffff;text-decoration:none">${escaped(action)}</a></p>`;

const smallLink = ({ url, action }: Link): string =>
  `<p style="margin:8px 0 0;font-size:13px"><a href="${escaped(url)}" style="color:#5b6470">${escaped(action)}</a></p>`;

const page = (locale: string, title: string, lines: readonly string[]): string => `<!doctype html>
<html lang="${escaped(locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title></head>
<body style="margin:0;padding:24px;background:#f3f4f6;color:#111827;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:32px;border-radius:12px;background:#ffffff">
${lines.join('\n')}
</div>
</body>
</html>
`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For HTML's text and quoted attributes. */
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
