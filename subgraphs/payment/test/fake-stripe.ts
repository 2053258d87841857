/**
 * Stripe's API as far as the adapter uses it, on this machine: requests and answers have the shapes that Stripe's have
 * (version 2026-10-28), and idempotency keys are kept.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

type Shape = Record<string, unknown>;

interface Card extends Shape {
  readonly id: string;
  status: string;
  amount: number;
  amount_received: number;
  refunded: number;
  currency: string;
  metadata: { intent: string };
  next_action: Shape | null;
  last_payment_error: Shape | null;
}

interface Answer {
  readonly status: number;
  readonly body: Shape;
}

export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly form: URLSearchParams;
  readonly idempotencyKey: string | undefined;
  readonly authorization: string | undefined;
}

const BANK = { object: 'bank_account', bank_name: 'STRIPE TEST BANK', last4: '6789', country: 'DE', currency: 'eur' };

/** How often a call about this card is cut off before its answer: more often than the SDK tries. */
const CUT_OFF = new Map([['pm_card_timeout', 2]]);

export async function fakeStripe() {
  const cards = new Map<string, Card>();
  const refunds: Shape[] = [];
  const transfers: Shape[] = [];
  const moved: Shape[] = [];
  const answers = new Map<string, Answer>();
  const cutOff = new Map<string, number>();
  const requests: Recorded[] = [];

  const server = createServer((request, response) => {
    void handle(request).then((answer) => {
      if (!answer) return request.socket.destroy();
      response.writeHead(answer.status, { 'content-type': 'application/json', 'request-id': 'req_test' });
      return response.end(JSON.stringify(answer.body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // as: a server that listens on a host and port has such an address
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    confirm(intent: string, isApproved: boolean): void {
      const card = [...cards.values()].find(({ metadata }) => metadata.intent === intent);
      if (card?.status !== 'requires_action') return;
      card.next_action = null;
      if (isApproved) take(card);
      else decline(card, 'authentication_required');
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  /** Undefined: the line is cut after it was done. */
  async function handle(request: IncomingMessage): Promise<Answer | undefined> {
    const recorded = await record(request);
    requests.push(recorded);
    const key = recorded.idempotencyKey;
    const answer = (key && answers.get(key)) || act(recorded);
    if (key) answers.set(key, answer);
    const card = recorded.form.get('payment_method') ?? '';
    const cuts = cutOff.get(key ?? '') ?? 0;
    if (key && cuts < (CUT_OFF.get(card) ?? 0)) {
      cutOff.set(key, cuts + 1);
      return undefined;
    }
    return answer;
  }

  function act({ method, path, form }: Recorded): Answer {
    const [, kind = '', id = '', action = ''] = /^\/v1\/(\w+)(?:\/(\w+))?(?:\/(\w+))?$/.exec(path) ?? [];
    switch (`${method} ${kind}${id ? '/…' : ''}${action ? `/${action}` : ''}`) {
      case 'POST customers':
        return ok({ id: `cus_${randomUUID().slice(0, 8)}`, object: 'customer' });
      case 'POST payment_intents':
        return openCard(form);
      case 'POST payment_intents/…/capture':
        return capture(cards.get(id), Number(form.get('amount_to_capture')));
      case 'POST payment_intents/…/cancel':
        return cancel(cards.get(id));
      case 'GET payment_intents/…':
        return id === 'search' ? search(form) : found(cards.get(id));
      case 'POST refunds':
        return refund(form);
      case 'GET refunds':
        return list(refunds.filter((each) => each.payment_intent === form.get('payment_intent')));
      case 'POST transfers':
        return transfer(form);
      case 'GET transfers':
        return list(transfers.filter((each) => each.transfer_group === form.get('transfer_group')));
      case 'GET accounts/…':
        return account(id);
      case 'GET balance_transactions':
        return list(moved.filter((each) => isWithin(Number(each.created), form)));
      default:
        return invalid(`Unrecognized request URL (${method}: ${path}).`, 404);
    }
  }

  function openCard(form: URLSearchParams): Answer {
    const card: Card = {
      ...{ id: `pi_${randomUUID().replaceAll('-', '')}`, object: 'payment_intent', livemode: false },
      ...{ amount: Number(form.get('amount')), amount_received: 0, refunded: 0, currency: form.get('currency') ?? '' },
      ...{ capture_method: form.get('capture_method'), customer: form.get('customer') },
      ...{ created: seconds(), metadata: { intent: form.get('metadata[intent]') ?? '' } },
      ...{ payment_method: form.get('payment_method'), payment_method_types: ['card'] },
      ...{ status: 'requires_payment_method', next_action: null, last_payment_error: null },
    };
    cards.set(card.id, card);
    switch (card.payment_method) {
      case 'pm_card_declined':
        return cardError(decline(card, 'generic_decline'));
      case 'pm_card_insufficient_funds':
        return cardError(decline(card, 'insufficient_funds'));
      case 'pm_card_authentication_required':
        card.status = 'requires_action';
        card.next_action = {
          type: 'redirect_to_url',
          redirect_to_url: { url: `https://hooks.stripe.test/${card.id}`, return_url: form.get('return_url') },
        };
        return ok(card);
      default:
        return String(card.payment_method).startsWith('pm_card_') ? ok(take(card)) : invalid('No such PaymentMethod');
    }
  }

  function take(card: Card): Card {
    if (card.capture_method === 'manual') card.status = 'requires_capture';
    else receive(card, card.amount);
    return card;
  }

  function receive(card: Card, amount: number): Card {
    card.status = 'succeeded';
    card.amount_received = amount;
    book('charge', amount, card.currency);
    return card;
  }

  function decline(card: Card, code: string): Card {
    card.status = 'requires_payment_method';
    card.last_payment_error = { type: 'card_error', code: 'card_declined', decline_code: code };
    return card;
  }

  function capture(card: Card | undefined, amount: number): Answer {
    if (!card) return invalid('No such payment_intent', 404);
    if (card.status !== 'requires_capture') return invalid('This PaymentIntent could not be captured.');
    if (amount > card.amount) return invalid('The amount is greater than what was authorized.');
    return ok(receive(card, amount));
  }

  function cancel(card: Card | undefined): Answer {
    if (!card) return invalid('No such payment_intent', 404);
    const isOpen = ['requires_capture', 'requires_action', 'requires_payment_method'].includes(card.status);
    if (!isOpen) return invalid('You cannot cancel this PaymentIntent.');
    card.status = 'canceled';
    return ok(card);
  }

  function search(form: URLSearchParams): Answer {
    const [, wanted] = /^metadata\['intent'\]:'(\w+)'$/.exec(form.get('query') ?? '') ?? [];
    const hits = [...cards.values()].filter(({ metadata }) => metadata.intent === wanted);
    return ok({ object: 'search_result', data: hits, has_more: false, next_page: null });
  }

  function refund(form: URLSearchParams): Answer {
    const card = cards.get(form.get('payment_intent') ?? '');
    const amount = Number(form.get('amount'));
    if (!card || card.amount_received - card.refunded < amount)
      return invalid('Refund amount is greater than unrefunded.');
    card.refunded += amount;
    book('refund', -amount, card.currency);
    const made = {
      ...{ id: `re_${randomUUID().slice(0, 8)}`, object: 'refund', amount, currency: card.currency },
      ...{ payment_intent: card.id, status: 'succeeded', metadata: { intent: form.get('metadata[intent]') } },
    };
    refunds.push(made);
    return ok(made);
  }

  function transfer(form: URLSearchParams): Answer {
    const destination = form.get('destination');
    const [amount, currency] = [Number(form.get('amount')), form.get('currency') ?? ''];
    if (destination !== 'acct_ok') return invalid('The destination account can’t receive transfers.');
    book('transfer', -amount, currency);
    const made = {
      ...{ id: `tr_${randomUUID().slice(0, 8)}`, object: 'transfer', amount, currency, destination, reversed: false },
      transfer_group: form.get('transfer_group'),
    };
    transfers.push(made);
    return ok(made);
  }

  function account(id: string): Answer {
    if (!['acct_ok', 'acct_closed', 'acct_unverified'].includes(id)) return invalid('No such account', 404);
    const isVerified = id !== 'acct_unverified';
    return ok({
      ...{ id, object: 'account', payouts_enabled: isVerified, charges_enabled: false },
      capabilities: { transfers: isVerified ? 'active' : 'pending' },
      external_accounts: { object: 'list', data: [BANK], has_more: false },
    });
  }

  function book(category: string, amount: number, currency: string): void {
    const ids = { id: `txn_${randomUUID().slice(0, 8)}`, object: 'balance_transaction', created: seconds() };
    moved.push({ ...ids, amount, currency, fee: 42, net: amount - 42, reporting_category: category });
    moved.push({ ...ids, amount: -42, currency, fee: 0, net: -42, reporting_category: 'fee' });
  }
}

async function record(request: IncomingMessage): Promise<Recorded> {
  const { pathname, search } = new URL(request.url ?? '/', 'http://stripe.test');
  let body = '';
  for await (const chunk of request) body += chunk;
  const { authorization } = request.headers;
  return {
    ...{ method: request.method ?? '', path: pathname, authorization },
    form: new URLSearchParams(body || search),
    idempotencyKey: request.headers['idempotency-key']?.toString(),
  };
}

const seconds = (): number => Math.floor(Date.now() / 1_000);
const isWithin = (created: number, form: URLSearchParams): boolean =>
  created >= Number(form.get('created[gte]')) && created < Number(form.get('created[lt]'));

const ok = (body: Shape): Answer => ({ status: 200, body });
const list = (data: readonly Shape[]): Answer => ok({ object: 'list', data, has_more: false });
const found = (card: Card | undefined): Answer => (card ? ok(card) : invalid('No such payment_intent', 404));
const invalid = (message: string, status = 400): Answer => ({
  status,
  body: { error: { type: 'invalid_request_error', message } },
});
const cardError = (card: Card): Answer => ({
  status: 402,
  body: { error: { ...card.last_payment_error, message: 'Your card was declined.', payment_intent: card } },
});
