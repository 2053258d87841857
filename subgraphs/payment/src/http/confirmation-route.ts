/** The page on which the owner of a simulated card confirms a payment, as a bank's 3-D Secure page would ask. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseId } from '@marketplace/kernel/ids';
import { formatMoney, type Money } from '@marketplace/kernel/money';
import { HttpRefusal, readBody } from '@marketplace/subgraph/http-reply';
import type { Route } from '@marketplace/subgraph/subgraph';
import type { IntentId } from '../domain/intent.ts';

export const CONFIRMATION_PATH = '/simulated/authenticate/';

/** The simulated cards' owners. */
export interface CardOwners {
  /** What is to be confirmed; null when nothing is, or not any more. */
  question(intent: IntentId): Promise<{ readonly amount: Money } | null>;
  answer(intent: IntentId, isApproved: boolean): Promise<void>;
}

const MAX_FORM_BYTES = 1_024;
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** GET shows the question, POST answers it. `key` makes the forms' tokens: only who was shown the page can answer. */
export const confirmationRoute =
  (owners: CardOwners, key: Buffer): Route =>
  async (request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const intent = parseId('int', path.slice(path.lastIndexOf('/') + 1));
    if (!intent) throw new HttpRefusal(404, 'BAD_REQUEST', 'There is no such payment');
    if (request.method === 'POST') {
      const form = new URLSearchParams(await readBody(request, MAX_FORM_BYTES));
      if (!isToken(form.get('token'), tokenOf(intent, key)))
        throw new HttpRefusal(403, 'FORBIDDEN', 'Open the page again and answer there');
      await owners.answer(intent, form.get('answer') === 'approve');
      response.writeHead(200, HEADERS).end(page('<p>Done. You can close this page and go back to your order.</p>'));
      return;
    }
    if (request.method !== 'GET') throw new HttpRefusal(405, 'BAD_REQUEST', 'Use GET or POST', { allow: 'GET, POST' });
    const question = await owners.question(intent);
    const body = question
      ? form(question.amount, tokenOf(intent, key))
      : '<p>There is nothing to confirm here any more.</p>';
    response.writeHead(200, HEADERS).end(page(body));
  };

const tokenOf = (intent: IntentId, key: Buffer): string =>
  createHmac('sha256', key).update(`confirmation:${intent}`).digest('base64url');

function isToken(given: string | null, expected: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const form = (amount: Money, token: string): string => `
  <p>Do you want to pay <strong>${formatMoney(amount)}</strong>?</p>
  <form method="post">
    <input type="hidden" name="token" value="${token}">
    <button name="answer" value="approve">Approve</button>
    <button name="answer" value="fail">Fail</button>
  </form>`;

const page = (body: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Confirm your payment</title>
<style>
  body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 28rem; margin: 4rem auto; padding: 0 1rem }
  button { font: inherit; padding: .5rem 1.5rem; margin-right: .5rem }
</style>
<h1>Test bank</h1>
<p>This stands for your card’s bank. No real money moves.</p>${body}
</html>
`;
