import type { TextKey } from '../whom-to-tell.ts';

/** What a text may mention, ready to be read. Addresses, PINs and unpublished reviews are not among it. */
export interface Words {
  readonly order: string;
  readonly when: string;
  readonly price: string;
  readonly amount: string;
  readonly customer: string;
  readonly provider: string;
  /** Empty where none was given. */
  readonly reason: string;
  readonly stars: number;
}

export interface Text {
  readonly title: string;
  readonly body: string;
}

export interface Language {
  /** Of the text, and how money is written. */
  readonly locale: string;
  /** How dates are written. */
  readonly dates: string;
  readonly texts: Readonly<Record<TextKey, (words: Words) => Text>>;
  readonly aCustomer: string;
  readonly aProvider: string;
  readonly email: {
    greeting(name: string): string;
    /** On the link to the order. */
    readonly action: string;
    readonly footer: string;
  };
}
