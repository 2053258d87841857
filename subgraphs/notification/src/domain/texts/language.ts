import type { NoticeType } from '../notification.ts';
import type { TextKey } from '../whom-to-tell.ts';

/** What a text may mention, ready to be read. Addresses, PINs and unpublished reviews are not among it. */
export interface Words {
  /** The order's title, or the job's. */
  readonly order: string;
  readonly when: string;
  readonly price: string;
  readonly amount: string;
  readonly customer: string;
  readonly provider: string;
  /** Empty where none was given. */
  readonly reason: string;
  readonly stars: number;
  /** Of a webhook's endpoint. */
  readonly url: string;
}

export interface Text {
  readonly title: string;
  readonly body: string;
}

/** Mails about the account itself, which everybody gets. */
export type LetterKind = 'verify-email' | 'reset-password' | 'password-changed';

export interface Letter extends Text {
  /** On its link. */
  readonly action: string;
}

export interface Language {
  /** Of the text. */
  readonly locale: string;
  /** How dates are written for those who name the language alone. */
  readonly dates: string;
  readonly texts: Readonly<Record<TextKey, (words: Words) => Text>>;
  /** A time as the clock shows it where the work is done, beside the reader's own. */
  onSite(time: string): string;
  readonly aCustomer: string;
  readonly aProvider: string;
  readonly email: {
    greeting(name: string): string;
    /** On the link to the order, or to the job. */
    readonly seeOrder: string;
    readonly seeJob: string;
    readonly footer: string;
    /** On the link that ends mails of this type. */
    stop(about: string): string;
    /** In place of the footer, where a mail can't be stopped. */
    readonly letterFooter: string;
  };
  /** What notifications of each type are about, as a heading. */
  readonly about: Readonly<Record<NoticeType, string>>;
  /** `until`: how long the letter's link works. */
  readonly letters: Readonly<Record<LetterKind, (until: string) => Letter>>;
  /** The page behind a mail's link. */
  readonly unsubscribing: {
    readonly title: string;
    question(about: string): string;
    readonly confirm: string;
    done(about: string): string;
    readonly unknown: string;
    readonly settings: string;
  };
}
