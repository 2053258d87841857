/** The page /dev/mail: mails and pushes that the local outbox has kept, newest first. */
import type { Route } from '@marketplace/subgraph/subgraph';
import type { NotificationStore, StoredMail } from '../application/ports.ts';
import type { StoredPush } from '../application/push-ports.ts';
import { escaped } from '../domain/email.ts';

const SHOWN = 100;

export const devMailRoute =
  ({ mails, pushes }: Pick<NotificationStore, 'mails' | 'pushes'>): Route =>
  async (_request, response) => {
    const html = page(await mails.latest(SHOWN), await pushes.latest(SHOWN));
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'",
      'x-content-type-options': 'nosniff',
    });
    response.end(html);
  };

function page(mails: readonly StoredMail[], pushes: readonly StoredPush[]): string {
  const list = mails.length === 0 ? '<p>No mail yet.</p>' : mails.map(mailEntry).join('\n');
  const pushed = pushes.length === 0 ? '<p>No push yet.</p>' : pushes.map(pushEntry).join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Outbox</title>
<style>
  body { margin: 0 auto; max-width: 46rem; padding: 1.5rem; font: 16px/1.5 system-ui, sans-serif; color: #111827; background: #f3f4f6 }
  details { margin: 0 0 .75rem; padding: .75rem 1rem; border-radius: .75rem; background: #fff }
  summary { cursor: pointer }
  summary small { display: block; color: #5b6470 }
  iframe { width: 100%; height: 26rem; border: 0; margin-top: .75rem }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem }
</style>
</head>
<body>
<h1>Outbox</h1>
<p>Mails that would have been sent, the newest ${SHOWN}. Nothing leaves this machine.</p>
${list}
<h2>Pushes</h2>
${pushed}
</body>
</html>
`;
}

// the sandbox keeps a mail's HTML from doing anything, whatever it says
const mailEntry = ({ id, to, subject, text, html, sentAt }: StoredMail): string => `<details id="${escaped(id)}">
<summary><strong>${escaped(subject)}</strong><small>to ${escaped(to.name)} &lt;${escaped(to.address)}&gt;, ${sentAt.toISOString()}</small></summary>
<iframe sandbox title="${escaped(subject)}" loading="lazy" srcdoc="${escaped(html)}"></iframe>
<pre>${escaped(text)}</pre>
</details>`;

const pushEntry = ({ title, body, url, endpoint, sentAt }: StoredPush): string => `<details>
<summary><strong>${escaped(title)}</strong><small>to ${escaped(endpoint)}, ${sentAt.toISOString()}</small></summary>
<p>${escaped(body)}</p>
<p><a href="${escaped(url)}">${escaped(url)}</a></p>
</details>`;
