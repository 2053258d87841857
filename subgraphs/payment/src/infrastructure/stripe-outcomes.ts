/** What Stripe's answers mean for an intent of ours. */
import Stripe from 'stripe';
import type { Outcome, Verdict } from '../domain/intent.ts';

type Card = Stripe.PaymentIntent;

/** Of a card that was to be reserved or charged at once. */
export function openingOutcome(card: Card): Outcome {
  switch (card.status) {
    case 'requires_capture':
    case 'succeeded':
      return { state: 'SUCCEEDED', reference: card.id };
    case 'processing':
      return { state: 'PROCESSING' };
    case 'requires_action': {
      const url = card.next_action?.redirect_to_url?.url;
      if (!url) throw new Error(`${card.id} is to be confirmed, but nowhere`);
      return { state: 'NEEDS_CUSTOMER', reference: card.id, url };
    }
    default:
      return { state: 'FAILED', reason: reasonOf(card.last_payment_error?.decline_code) };
  }
}

/** Of a reservation that was to be charged: null while it only is one. */
export function chargeOutcome({ id, status, last_payment_error }: Card): Outcome | null {
  if (status === 'requires_capture') return null;
  if (status === 'processing') return { state: 'PROCESSING' };
  return status === 'succeeded'
    ? { state: 'SUCCEEDED', reference: id }
    : { state: 'FAILED', reason: reasonOf(last_payment_error?.decline_code) };
}

/** Of a reservation that was to be given up: null while it stands. */
export function voidOutcome({ id, status }: Card): Outcome | null {
  if (status === 'canceled') return { state: 'SUCCEEDED', reference: id };
  return status === 'succeeded' ? { state: 'FAILED', reason: 'PAYMENT_DECLINED' } : null;
}

export function refundOutcome({ id, status }: Stripe.Refund): Outcome {
  if (status === 'succeeded') return { state: 'SUCCEEDED', reference: id };
  if (status === 'failed' || status === 'canceled') return { state: 'FAILED', reason: 'PAYMENT_DECLINED' };
  return { state: 'PROCESSING' };
}

/** Undefined: the error says nothing about whether it was done. */
export function refusal(error: unknown): Verdict | undefined {
  if (error instanceof Stripe.errors.StripeCardError) return { state: 'FAILED', reason: reasonOf(error.decline_code) };
  if (error instanceof Stripe.errors.StripeInvalidRequestError) return { state: 'FAILED', reason: 'PAYMENT_DECLINED' };
  return undefined;
}

const reasonOf = (declineCode: string | null | undefined) =>
  declineCode === 'insufficient_funds' ? 'INSUFFICIENT_FUNDS' : 'PAYMENT_DECLINED';
