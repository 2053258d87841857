import type { KnownAccount, Notification } from './notification.ts';
import type { Language } from './texts/language.ts';

/** A mail that is ready to send. Its id makes its Message-ID, the same at every attempt. */
export interface Email {
  readonly id: Notification['id'];
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** `webUrl`: where the web app is, without a slash at its end. */
export function emailOf(notification: Notification, account: KnownAccount, language: Language, webUrl: string): Email {
  const { title, body, orderId } = notification;
  const greeting = language.email.greeting(account.displayName);
  const link = orderId === null ? undefined : `${webUrl}/orders/${orderId}`;
  const { action, footer } = language.email;
  return {
    id: notification.id,
    to: { name: account.displayName, address: account.email },
    subject: title,
    text: [greeting, body, ...(link ? [`${action}: ${link}`] : []), `-- \n${footer}`].join('\n\n'),
    html: page(language.locale, title, [
      `<p style="margin:0 0 16px">${escaped(greeting)}</p>`,
      `<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escaped(title)}</h1>`,
      `<p style="margin:0 0 24px">${escaped(body)}</p>`,
      ...(link ? [button(link, action)] : []),
      `<p style="margin:24px 0 0;font-size:13px;color:#5b6470">${escaped(footer)}</p>`,
    ]),
  };
}

const button = (link: string, action: string): string =>
  `<p style="margin:0"><a href="${escaped(link)}" style="display:inline-block;padding:10px 18px;border-radius:8px;background:#14532d;color:#ffffff;text-decoration:none">${escaped(action)}</a></p>`;

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
