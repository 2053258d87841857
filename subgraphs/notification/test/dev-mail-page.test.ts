import { newId } from '@marketplace/kernel/ids';
import { silentLogger } from '@marketplace/kernel/logger';
import { serve } from '@marketplace/subgraph/serve';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { outboxMailer } from '../src/infrastructure/outbox-mailer.ts';
import { type Running, runNotification } from './running.ts';
import { openPglite } from './stores.ts';

let running: Running;
let url: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  running = await runNotification(openPglite);
  const served = await serve(running.context, { host: '127.0.0.1', port: 0, logger: silentLogger });
  url = `${served.url}/dev/mail`;
  stop = served.close;
});
afterAll(async () => {
  await stop();
  await running.close();
});

test('the page says so when there is no mail', async () => {
  expect(await (await fetch(url)).text()).toContain('No mail yet.');
});

test('the page shows what the outbox has kept, and a mail can do nothing to it', async () => {
  const mailer = outboxMailer(running.store.mails, running.clock);
  const mail = {
    id: newId('ntf'),
    to: { name: '<b>Ada</b>', address: 'ada@example.org' },
    subject: 'Hello </details><script>alert(1)</script>',
    text: 'In text',
    html: '<p onclick="alert(1)">In HTML</p>',
    unsubscribeUrl: null,
  };
  await mailer.send(mail);
  await mailer.send(mail);
  const response = await fetch(url);
  const html = await response.text();
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(html.match(/<details/g)).toHaveLength(1);
  expect(html).not.toContain('<script>');
  expect(html).not.toContain('<b>Ada');
  expect(html).toContain('srcdoc="&lt;p onclick=&quot;alert(1)&quot;&gt;In HTML&lt;/p&gt;"');
  expect(html).toContain('<pre>In text</pre>');
});
