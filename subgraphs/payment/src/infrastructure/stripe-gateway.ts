/**
 * Stripe as the gateway. A card is a PaymentIntent, captured by hand for an order; a payout is a transfer to the provider's
 * connected account, which Stripe pays out to its bank. Our intent's id is the idempotency key and stands in the metadata.
 */
import { type AccountId, orderOf } from '@marketplace/kernel/ids';
import type { Logger } from '@marketplace/kernel/logger';
import { isZero, type Money } from '@marketplace/kernel/money';
import Stripe from 'stripe';
import type { Gateway } from '../application/ports.ts';
import type { Intent, Outcome } from '../domain/intent.ts';
import { fromStripe, toStripe } from './stripe-money.ts';
import { chargeOutcome, openingOutcome, refundOutcome, refusal, voidOutcome } from './stripe-outcomes.ts';

export interface StripeParts {
  readonly stripe: Stripe;
  readonly customers: GatewayCustomers;
  /** The web app, to which Stripe sends back who has confirmed a payment. */
  readonly webUrl: string;
  readonly logger: Logger;
}

/** Stripe's names for accounts, without which a card could be used only once. */
export interface GatewayCustomers {
  find(account: AccountId): Promise<string | undefined>;
  /** The first one that is saved stands. */
  save(account: AccountId, reference: string): Promise<void>;
}

const TIMEOUT_MS = 15_000; // with one retry less than a deadline's lease
const REFUNDS_OF_ONE_CHARGE = 100; // Stripe's largest page; an order has a few

/** `apiUrl`: another host than Stripe's own, for tests. */
export function stripeClient(secretKey: string, apiUrl?: string): Stripe {
  const url = apiUrl ? new URL(apiUrl) : undefined;
  const server = url && {
    host: url.hostname,
    port: url.port,
    protocol: url.protocol === 'http:' ? ('http' as const) : ('https' as const),
  };
  return new Stripe(secretKey, { timeout: TIMEOUT_MS, maxNetworkRetries: 1, telemetry: false, ...server });
}

export function stripeGateway(parts: StripeParts): Gateway {
  const { stripe, logger } = parts;
  return {
    async perform(intent) {
      try {
        return await execute(parts, intent);
      } catch (error) {
        const verdict = refusal(error);
        if (!verdict) throw error;
        logger.warn({ err: error, intent: intent.id, kind: intent.kind }, 'Stripe refused');
        return verdict;
      }
    },
    lookup: (intent) => lookup(stripe, intent),
    async cancel(intent) {
      const card = await stripe.paymentIntents.cancel(referenceOf(intent)).catch((error: unknown) => {
        if (refusal(error)) return stripe.paymentIntents.retrieve(referenceOf(intent)); // the customer was faster
        throw error;
      });
      return openingOutcome(card);
    },
    payoutDestination: (token) => payoutDestination(stripe, token),
    movedBetween: (from, to) => movedBetween(stripe, from, to),
  };
}

async function execute(parts: StripeParts, intent: Intent): Promise<Outcome> {
  const { stripe } = parts;
  const once = { idempotencyKey: intent.id };
  const metadata = { intent: intent.id };
  const { amount, currency } = toStripe(intent.amount);
  switch (intent.kind) {
    case 'AUTHORIZE':
    case 'TOP_UP':
    case 'TIP':
    case 'EXTEND':
      return open(parts, intent);
    case 'CHARGE':
      return decided(
        chargeOutcome(await stripe.paymentIntents.capture(referenceOf(intent), { amount_to_capture: amount }, once)),
      );
    case 'VOID':
      return decided(voidOutcome(await stripe.paymentIntents.cancel(referenceOf(intent), {}, once)));
    case 'REFUND': {
      const refund = { payment_intent: referenceOf(intent), amount, metadata };
      return refundOutcome(await stripe.refunds.create(refund, once));
    }
    case 'PAYOUT': {
      const destination = intent.paymentMethod ?? '';
      const transfer = { amount, currency, destination, transfer_group: intent.id, metadata };
      const { id } = await stripe.transfers.create(transfer, once);
      return { state: 'SUCCEEDED', reference: id };
    }
  }
}

/** The customer is there to confirm it, and may use the card again for a higher price or a tip. */
async function open(parts: StripeParts, intent: Intent): Promise<Outcome> {
  const customer = await customerOf(parts, intent.accountId);
  const card = await parts.stripe.paymentIntents.create(
    {
      ...toStripe(intent.amount),
      ...(intent.paymentMethod ? { payment_method: intent.paymentMethod } : {}),
      customer,
      confirm: true,
      allowed_payment_method_types: ['card'],
      capture_method: intent.kind === 'AUTHORIZE' ? 'manual' : 'automatic',
      setup_future_usage: 'off_session',
      return_url: returnUrl(parts.webUrl, intent),
      metadata: { intent: intent.id },
    },
    { idempotencyKey: intent.id },
  );
  return openingOutcome(card);
}

const returnUrl = (webUrl: string, { paymentId }: Intent): string =>
  paymentId ? `${webUrl}/orders/${orderOf(paymentId)}` : `${webUrl}/wallet`;

async function customerOf({ stripe, customers }: StripeParts, account: AccountId): Promise<string> {
  const known = await customers.find(account);
  if (known) return known;
  const { id } = await stripe.customers.create({ metadata: { account } }, { idempotencyKey: `customer:${account}` });
  await customers.save(account, id);
  return id;
}

async function lookup(stripe: Stripe, intent: Intent): Promise<Outcome | null> {
  switch (intent.kind) {
    case 'AUTHORIZE':
    case 'TOP_UP':
    case 'TIP':
    case 'EXTEND': {
      const card = await findCard(stripe, intent);
      if (card?.status === 'requires_payment_method') await stripe.paymentIntents.cancel(card.id); // for good
      return card ? openingOutcome(card) : null;
    }
    case 'CHARGE':
      return chargeOutcome(await stripe.paymentIntents.retrieve(referenceOf(intent)));
    case 'VOID':
      return voidOutcome(await stripe.paymentIntents.retrieve(referenceOf(intent)));
    case 'REFUND': {
      const found = await stripe.refunds.list({ payment_intent: referenceOf(intent), limit: REFUNDS_OF_ONE_CHARGE });
      const refund = found.data.find(({ metadata }) => metadata?.intent === intent.id);
      return refund ? refundOutcome(refund) : null;
    }
    case 'PAYOUT': {
      const [transfer] = (await stripe.transfers.list({ transfer_group: intent.id, limit: 1 })).data;
      return transfer ? { state: 'SUCCEEDED', reference: transfer.id } : null;
    }
  }
}

/** By its name, or by our id in its metadata: a search that lags by a minute, while the idempotency key still holds. */
async function findCard(stripe: Stripe, { id, reference }: Intent): Promise<Stripe.PaymentIntent | undefined> {
  if (reference) return stripe.paymentIntents.retrieve(reference);
  const found = await stripe.paymentIntents.search({ query: `metadata['intent']:'${id}'`, limit: 1 });
  return found.data[0];
}

function referenceOf({ id, reference }: Intent): string {
  if (!reference) throw new Error(`${id} acts on nothing`);
  return reference;
}

function decided(outcome: Outcome | null): Outcome {
  if (!outcome) throw new Error('Stripe says that nothing has changed');
  return outcome;
}

/** A token is the id of the provider's connected account, which Stripe has asked who they are. */
async function payoutDestination(stripe: Stripe, token: string): ReturnType<Gateway['payoutDestination']> {
  if (!/^acct_\w+$/.test(token)) return null;
  const account = await stripe.accounts.retrieve(token).catch((error: unknown) => {
    const isUnknown =
      error instanceof Stripe.errors.StripeInvalidRequestError || error instanceof Stripe.errors.StripePermissionError;
    if (isUnknown) return null;
    throw error;
  });
  if (!account) return null;
  const verified = account.payouts_enabled && account.capabilities?.transfers === 'active';
  return { reference: account.id, label: labelOf(account), verified };
}

function labelOf({ external_accounts }: Stripe.Account): string {
  const [first] = external_accounts?.data ?? [];
  if (!first) return 'Stripe account';
  const name = first.object === 'bank_account' ? first.bank_name : first.brand;
  return `${name ?? 'Bank'} ••••${first.last4}`;
}

/** What moves the marketplace's money for its orders. Stripe's fees and its payouts to us are not among it. */
const COUNTED: ReadonlySet<string> = new Set([
  ...['charge', 'charge_failure', 'partial_capture_reversal', 'refund', 'refund_failure'],
  ...['transfer', 'transfer_reversal', 'dispute', 'dispute_reversal'],
]);

async function movedBetween(stripe: Stripe, from: Date, to: Date): Promise<Money[]> {
  const seconds = (instant: Date) => Math.floor(instant.getTime() / 1_000);
  const created = { gte: seconds(from), lt: seconds(to) };
  const totals = new Map<string, number>();
  for await (const moved of stripe.balanceTransactions.list({ created, limit: 100 }))
    if (COUNTED.has(moved.reporting_category))
      totals.set(moved.currency, (totals.get(moved.currency) ?? 0) + moved.amount);
  return [...totals].map(([currency, amount]) => fromStripe(amount, currency)).filter((money) => !isZero(money));
}
