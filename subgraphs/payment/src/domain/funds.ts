/** Where an order's money came from. What goes back goes back there: the newest first, so that a price rise is undone first. */
import { add, type CurrencyCode, isZero, type Money, min, subtract, zero } from '@marketplace/kernel/money';

export type PaymentSource = 'WALLET' | 'CARD';

export interface Fund {
  readonly source: PaymentSource;
  /** The gateway's token of a card. */
  readonly paymentMethod: string | null;
  /** The gateway's name for the card's charge. */
  readonly reference: string | null;
  readonly amount: Money;
  /** Given back to it, or taken back by the card's bank. */
  readonly returned: Money;
}

export const left = ({ amount, returned }: Fund): Money => subtract(amount, returned);

export const leftOf = (funds: readonly Fund[], currency: CurrencyCode): Money =>
  funds.map(left).reduce(add, zero(currency));

export interface GivenBack {
  /** As they are afterwards. */
  readonly funds: readonly Fund[];
  readonly toWallet: Money;
  /** Together. */
  readonly toCards: Money;
  readonly cards: readonly { readonly fund: Fund; readonly amount: Money }[];
}

/** Throws a fault when less than `amount` is left. */
export function giveBack(funds: readonly Fund[], amount: Money): GivenBack {
  let open = amount;
  const shares = funds
    .toReversed()
    .map((fund) => {
      const share = min(open, left(fund));
      open = subtract(open, share);
      return { fund, amount: share };
    })
    .toReversed();
  if (!isZero(open)) throw new Error(`${open.amount} more is given back than there is`);
  const to = (source: PaymentSource) => shares.filter((share) => share.fund.source === source && !isZero(share.amount));
  const sum = (of: readonly { readonly amount: Money }[]) =>
    of.reduce((total, share) => add(total, share.amount), zero(amount.currency));
  return {
    funds: shares.map(({ fund, amount: share }) => ({ ...fund, returned: add(fund.returned, share) })),
    toWallet: sum(to('WALLET')),
    toCards: sum(to('CARD')),
    cards: to('CARD'),
  };
}
