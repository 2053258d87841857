import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { newId } from '@marketplace/kernel/ids';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Mailer, MailRefused } from '../src/application/ports.ts';
import type { Email } from '../src/domain/email.ts';
import { smtpMailer } from '../src/infrastructure/smtp-mailer.ts';

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
}

let server: SMTPServer;
let mailer: Mailer;
let url: string;
const received: Received[] = [];
/** Answers to the next recipients, one each. */
const answers: { code: number; text: string }[] = [];

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => {
      const answer = answers.shift();
      done(answer ? Object.assign(new Error(answer.text), { responseCode: answer.code }) : null);
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
        });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  // as: a server that listens on a host and port has such an address
  url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  mailer = smtpMailer(url, 'Local Service Marketplace <no-reply@market.example>');
});
afterAll(async () => {
  await mailer.close();
  await new Promise<void>((resolve) => server.close(resolve));
});
beforeEach(() => {
  received.length = 0;
  answers.length = 0;
});

const anEmail = (change: Partial<Email> = {}): Email => ({
  id: newId('ntf'),
  to: { name: 'Ada Lovelace', address: 'ada@example.org' },
  subject: 'New request: Fenster putzen – größer',
  text: 'Hello Ada,',
  html: '<p>Hello Ada,</p>',
  unsubscribeUrl: null,
  ...change,
});

test('a mail arrives with text and HTML, and its Message-ID is the notification’s', async () => {
  const email = anEmail();
  await mailer.send(email);
  await mailer.send(email);
  expect(received).toHaveLength(2);
  for (const { from, to, raw } of received) {
    expect(from).toBe('no-reply@market.example');
    expect(to).toEqual(['ada@example.org']);
    expect(raw).toContain(`Message-ID: <${email.id}@market.example>`);
    expect(raw).toContain('From: Local Service Marketplace <no-reply@market.example>');
    expect(raw).toContain('To: Ada Lovelace <ada@example.org>');
    expect(raw).toContain('multipart/alternative');
    expect(raw).toContain('<p>Hello Ada,</p>');
  }
});

test('a mail program can stop mails of its kind in one click, where they can be stopped', async () => {
  const url = `https://market.example/unsubscribe?token=${'x'.repeat(200)}`;
  await mailer.send(anEmail({ unsubscribeUrl: url }));
  await mailer.send(anEmail());
  const [stoppable, letter] = received.map(({ raw }) => raw.replaceAll(/\r\n[ \t]+/g, ' '));
  expect(stoppable).toContain(`List-Unsubscribe: <${url}>\r\n`);
  expect(stoppable).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
  expect(letter).not.toContain('List-Unsubscribe');
});

test('what somebody calls themselves adds no header and no recipient', async () => {
  const name = 'Ada\r\nBcc: all@example.org';
  await mailer.send(anEmail({ to: { name, address: 'ada@example.org' }, subject: 'Hi\r\nX-Evil: 1' }));
  expect(received[0]?.to).toEqual(['ada@example.org']);
  expect(received[0]?.raw).not.toMatch(/^(Bcc|X-Evil):/m);
});

test('a server that is busy is not one that refuses', async () => {
  answers.push({ code: 451, text: 'Greylisted, try again later' });
  const failed = await mailer.send(anEmail()).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(Error);
  expect(failed).not.toBeInstanceOf(MailRefused);
  await mailer.send(anEmail());
  expect(received).toHaveLength(1);
});

test.each([
  ['the server knows nobody of that name', anEmail(), { code: 550, text: 'No such user' }],
  ['the address cannot be one', anEmail({ to: { name: 'Ada', address: 'ada' } }), { code: 501, text: 'Bad address' }],
])('a mail is refused for good when %s', async (_name, email, answer) => {
  answers.push(answer);
  await expect(mailer.send(email)).rejects.toThrow(MailRefused);
  expect(received).toHaveLength(0);
});

test('a server that is not there is a reason to try again', async () => {
  const nowhere = smtpMailer('smtp://127.0.0.1:1', 'M <m@market.example>');
  const failed = await nowhere.send(anEmail()).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(Error);
  expect(failed).not.toBeInstanceOf(MailRefused);
  await nowhere.close();
});
