import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { type Mailer, MailRefused } from '../application/ports.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const REPLY_TIMEOUT_MS = 20_000; // some servers scan a mail before they answer
const MAX_CONNECTIONS = 3; // what small providers allow

/** Sends by SMTP. `url`: `smtp://user:password@host:587`, or `smtps://` for TLS from the start; `from`: `Name <address>`. */
export function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: MAX_CONNECTIONS,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: REPLY_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^>\s]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  return {
    send: async ({ id, to, subject, text, html, unsubscribeUrl }) => {
      const headers = unsubscribeUrl === null ? {} : oneClick(unsubscribeUrl);
      try {
        await transport.sendMail({ from, to, subject, text, html, headers, messageId: `<${id}@${domain}>` });
      } catch (error) {
        throw isRefusal(error) ? new MailRefused('refused by the mail server', { cause: error }) : error;
      }
    },
    close: async () => transport.close(),
  };
}

/** RFC 8058: the mail program shows a button that posts to the address. */
const oneClick = (url: string) => ({
  'List-Unsubscribe': `<${url}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

const smtpError = z.object({ code: z.string(), command: z.string(), responseCode: z.int().optional() });
const PERMANENT = 500; // RFC 5321: 5yz is "do not repeat"

/** Whether this one mail is what the server, or nodemailer for it, does not take. Wrong credentials or senders are ours to mend. */
function isRefusal(error: unknown): boolean {
  const parsed = smtpError.safeParse(error);
  if (!parsed.success) return false;
  const { code, command, responseCode = 0 } = parsed.data;
  if (code === 'EENVELOPE' && command === 'API') return true; // no address that SMTP could carry
  return (command === 'RCPT TO' || command === 'DATA') && responseCode >= PERMANENT;
}
