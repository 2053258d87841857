/** Stripe's webhooks as news. What they say of a state is not believed but looked up: they come in any order. */
import Stripe from 'stripe';
import type { GatewayNews } from '../application/ports.ts';
import { fromStripe } from './stripe-money.ts';

/** Undefined for a body that Stripe did not sign with this secret, or did not sign just now. */
export function signedEvent(stripe: Stripe, body: string, signature: string, secret: string): Stripe.Event | undefined {
  try {
    return stripe.webhooks.constructEvent(body, signature, secret);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return undefined;
    throw error;
  }
}

/** Undefined for an event that means nothing here. */
export function newsOf(event: Stripe.Event): GatewayNews | undefined {
  switch (event.type) {
    case 'payment_intent.amount_capturable_updated':
    case 'payment_intent.canceled':
    case 'payment_intent.payment_failed':
    case 'payment_intent.requires_action':
    case 'payment_intent.succeeded':
      return aboutIntent(event.data.object.id, event.data.object.metadata);
    case 'refund.updated':
    case 'refund.failed':
      return aboutIntent(event.data.object.id, event.data.object.metadata);
    case 'charge.dispute.funds_withdrawn':
      return aboutDispute('CHARGEBACK', event.data.object);
    case 'charge.dispute.funds_reinstated':
      return aboutDispute('REINSTATED', event.data.object);
    case 'account.updated':
      return { kind: 'PAYOUT_DESTINATION', reference: event.data.object.id };
    default:
      return undefined;
  }
}

const aboutIntent = (reference: string, metadata: Stripe.Metadata | null): GatewayNews => ({
  kind: 'INTENT',
  names: [reference, ...(metadata?.intent ? [metadata.intent] : [])],
});

function aboutDispute(kind: 'CHARGEBACK' | 'REINSTATED', dispute: Stripe.Dispute): GatewayNews | undefined {
  const { id: chargebackId, payment_intent: card, amount, currency, reason } = dispute;
  if (!card) return undefined; // no charge of ours: ours are all PaymentIntents
  const charge = typeof card === 'string' ? card : card.id;
  return { kind, chargebackId, charge, amount: fromStripe(amount, currency), reason };
}
