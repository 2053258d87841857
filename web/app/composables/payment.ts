/** The gateway's test cards, and the wallet. */
export type PayWith = 'pm_card_visa' | 'pm_card_declined' | 'wallet';

/** The same as the API takes it. */
export const paymentChoice = (payWith: PayWith) =>
  payWith === 'wallet' ? { source: 'WALLET' as const } : { source: 'CARD' as const, paymentMethod: payWith };
