/** What the context relies on, whichever gateway is behind it. */
import { later, MINUTE, SECOND } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newIntent } from '../src/application/carry-out.ts';
import type { Gateway } from '../src/application/ports.ts';
import type { Intent, IntentKind } from '../src/domain/intent.ts';
import { eur, usd } from './context.ts';

export interface OpenedForSuite {
  readonly gateway: Gateway;
  /** Tokens of what payouts go to. */
  readonly bank: { readonly token: string; readonly closed: string; readonly unverified: string };
  /** What the card's owner does on the page of the gateway's. */
  confirm(intent: Intent, isApproved: boolean): Promise<void>;
  close(): Promise<void>;
}

export function intent(kind: IntentKind, over: Partial<Intent> = {}): Intent {
  const what = { kind, amount: usd(5_000), paymentMethod: 'pm_card_visa', paymentId: null, reference: null };
  return {
    ...newIntent(newId('int'), { ...what, accountId: newId('acc') }, { correlationId: 'test' }, new Date()),
    ...over,
  };
}

export function gatewaySuite(open: () => Promise<OpenedForSuite>): void {
  let opened: OpenedForSuite;
  let gateway: Gateway;
  beforeAll(async () => {
    opened = await open();
    gateway = opened.gateway;
  });
  afterAll(() => opened.close());

  async function authorized(over: Partial<Intent> = {}) {
    const outcome = await gateway.perform(intent('AUTHORIZE', over));
    if (outcome.state !== 'SUCCEEDED') throw new Error('declined');
    return { ...over, reference: outcome.reference };
  }
  const succeeded = { state: 'SUCCEEDED', reference: expect.any(String) };
  const declined = { state: 'FAILED', reason: 'PAYMENT_DECLINED' };

  test('an intent is done once however often it is called, also at once', async () => {
    const asked = intent('TOP_UP');
    const outcomes = await Promise.all([1, 2, 3].map(() => gateway.perform(asked)));
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(await gateway.lookup(asked)).toEqual(outcomes[0]);
    const card = outcomes[0]?.state === 'SUCCEEDED' ? outcomes[0].reference : '';
    expect(await gateway.perform(intent('REFUND', { reference: card }))).toEqual(succeeded);
    expect(await gateway.perform(intent('REFUND', { reference: card }))).toEqual(declined); // it was charged once
  });

  test.each(['AUTHORIZE', 'TOP_UP', 'TIP'] as const)('a card says why it refuses to %s', async (kind) => {
    expect(await gateway.perform(intent(kind, { paymentMethod: 'pm_card_declined' }))).toEqual(declined);
    expect(await gateway.perform(intent(kind, { paymentMethod: 'pm_card_insufficient_funds' }))).toEqual({
      state: 'FAILED',
      reason: 'INSUFFICIENT_FUNDS',
    });
  });

  test('a lost answer is found by looking the intent up', async () => {
    const lost = intent('AUTHORIZE', { paymentMethod: 'pm_card_timeout' });
    await expect(gateway.perform(lost)).rejects.toThrow();
    expect(await gateway.lookup(lost)).toEqual(succeeded);
    expect(await gateway.perform(lost)).toEqual(await gateway.lookup(lost));
  });

  test('an intent that it never heard of is told apart from a failed one', async () => {
    expect(await gateway.lookup(intent('TOP_UP'))).toBeNull();
    expect(await gateway.lookup(intent('CHARGE', await authorized()))).toBeNull();
  });

  test('a charge takes what was authorised, once', async () => {
    const card = await authorized();
    expect(await gateway.perform(intent('CHARGE', { ...card, amount: usd(5_001) }))).toEqual(declined);
    expect(await gateway.perform(intent('CHARGE', card))).toEqual(succeeded);
    expect(await gateway.perform(intent('CHARGE', card))).toEqual(declined);
  });

  test('what was given up can’t be charged, and what was charged can’t be given up', async () => {
    const voided = await authorized();
    expect(await gateway.perform(intent('VOID', voided))).toEqual(succeeded);
    expect(await gateway.perform(intent('CHARGE', voided))).toEqual(declined);
    const charged = await authorized();
    await gateway.perform(intent('CHARGE', charged));
    expect(await gateway.perform(intent('VOID', charged))).toEqual(declined);
  });

  test('refunds end at what was charged', async () => {
    const card = await authorized();
    await gateway.perform(intent('CHARGE', card));
    expect(await gateway.perform(intent('REFUND', { ...card, amount: usd(3_000) }))).toEqual(succeeded);
    expect(await gateway.perform(intent('REFUND', { ...card, amount: usd(2_001) }))).toEqual(declined);
    expect(await gateway.perform(intent('REFUND', { ...card, amount: usd(2_000) }))).toEqual(succeeded);
  });

  describe('a card whose owner is to confirm it', () => {
    const asking = (kind: IntentKind = 'AUTHORIZE') =>
      intent(kind, { paymentMethod: 'pm_card_authentication_required' });
    const question = { state: 'NEEDS_CUSTOMER', reference: expect.any(String), url: expect.stringMatching(/^http/) };

    test('is reserved when that is done', async () => {
      const asked = asking();
      expect(await gateway.perform(asked)).toEqual(question);
      expect(await gateway.lookup(asked)).toEqual(question);
      await opened.confirm(asked, true);
      const outcome = await gateway.lookup(asked);
      expect(outcome).toEqual(succeeded);
      const card = outcome?.state === 'SUCCEEDED' ? outcome.reference : null;
      expect(await gateway.perform(intent('CHARGE', { reference: card }))).toEqual(succeeded);
    });

    test('is declined when its owner says no', async () => {
      const asked = asking();
      await gateway.perform(asked);
      await opened.confirm(asked, false);
      expect(await gateway.lookup(asked)).toEqual(declined);
    });

    test('can be given up, unless its owner was faster', async () => {
      const [late, early] = [asking(), asking('TOP_UP')];
      const referenceOf = async (asked: Intent) => {
        const outcome = await gateway.perform(asked);
        return { ...asked, reference: outcome.state === 'NEEDS_CUSTOMER' ? outcome.reference : null };
      };
      const [givenUp, confirmed] = [await referenceOf(late), await referenceOf(early)];
      expect(await gateway.cancel(givenUp)).toEqual(declined);
      expect(await gateway.lookup(givenUp)).toEqual(declined);
      await opened.confirm(early, true);
      expect(await gateway.cancel(confirmed)).toEqual(succeeded);
    });
  });

  test('a payout goes to a verified destination, once', async () => {
    const { token, closed, unverified } = opened.bank;
    const destination = await gateway.payoutDestination(token);
    expect(destination).toMatchObject({ verified: true, label: expect.stringMatching(/••••\d{4}$/) });
    const asked = intent('PAYOUT', { paymentMethod: destination?.reference ?? null });
    const outcome = await gateway.perform(asked);
    expect(outcome).toEqual(succeeded);
    expect(await gateway.perform(asked)).toEqual(outcome);
    expect(await gateway.lookup(asked)).toEqual(outcome);
    expect(await gateway.payoutDestination(unverified)).toMatchObject({ verified: false });
    expect(await gateway.payoutDestination('made up')).toBeNull();
    expect(await gateway.perform(intent('PAYOUT', { paymentMethod: closed }))).toEqual(declined);
  });

  test('its totals are what it took less what it gave, in a time and by currency', async () => {
    const from = new Date();
    const [dollars, euros] = [intent('TOP_UP', { amount: usd(700) }), intent('TOP_UP', { amount: eur(900) })];
    const before = await gateway.movedBetween(new Date(0), later(from, MINUTE));
    await gateway.perform(euros);
    const charged = await gateway.perform(dollars);
    const reference = charged.state === 'SUCCEEDED' ? charged.reference : null;
    await gateway.perform(intent('REFUND', { reference, amount: usd(200) }));
    await authorized(); // takes nothing yet
    const after = await gateway.movedBetween(new Date(0), later(new Date(), MINUTE));
    const of = (moneys: typeof after, currency: string) =>
      moneys.find((money) => money.currency === currency)?.amount ?? 0;
    expect(of(after, 'USD') - of(before, 'USD')).toBe(500);
    expect(of(after, 'EUR') - of(before, 'EUR')).toBe(900);
    expect(await gateway.movedBetween(later(new Date(), SECOND * 5), later(new Date(), MINUTE))).toEqual([]);
  });
}
