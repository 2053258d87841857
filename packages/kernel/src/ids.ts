import { fromString, getSuffix, typeid } from 'typeid-js';

/**
 * Ids are TypeIDs: a prefix that names the type and a UUIDv7 in Crockford base 32,
 * e.g. `ord_01h455vb4pex5vsknk084sn02q`. They sort by their time of creation.
 */
export type Id<Prefix extends string> = `${Prefix}_${string}`;

export type AccountId = Id<'acc'>;
export type CustomerId = Id<'cus'>;
export type ProviderId = Id<'prv'>;
export type SignInId = Id<'sgn'>;
export type ApiTokenId = Id<'tok'>;
export type SkillId = Id<'skl'>;
export type OfferingId = Id<'off'>;
export type OrderId = Id<'ord'>;
export type SlotHoldId = Id<'hld'>;
export type PaymentId = Id<'pay'>;
export type WalletId = Id<'wal'>;
export type ReviewId = Id<'rev'>;
export type NotificationId = Id<'ntf'>;
export type EventId = Id<'evt'>;
export type AuditId = Id<'aud'>;
export type DataExportId = Id<'exp'>;

export function newId<Prefix extends string>(prefix: Prefix): Id<Prefix> {
  return idFrom(prefix, typeid(prefix).toString());
}

/** Whether `text` is a well-formed id of this type. */
export function isId<Prefix extends string>(prefix: Prefix, text: string): text is Id<Prefix> {
  if (!text.startsWith(`${prefix}_`)) return false;
  try {
    fromString(text, prefix);
    return true;
  } catch {
    return false;
  }
}

/** The id itself, or undefined for text that is none: what a client made up does not exist. */
export function parseId<Prefix extends string>(prefix: Prefix, text: string): Id<Prefix> | undefined {
  return isId(prefix, text) ? text : undefined;
}

/** For text that this system wrote itself. Throws a fault when it is not an id of this type. */
export function idFrom<Prefix extends string>(prefix: Prefix, text: string): Id<Prefix> {
  if (!isId(prefix, text)) throw new Error(`not an id of type ${prefix}: ${text}`);
  return text;
}

/** The same number under another type's prefix: for what stands in one-to-one relation by construction. */
export function withPrefix<Prefix extends string>(prefix: Prefix, id: Id<string>): Id<Prefix> {
  return `${prefix}_${getSuffix(fromString(id))}`;
}

// A profile carries its account's number under a prefix of its own, and an order's payment carries the order's,
// so that no context has to ask another one which belongs to which.
export const customerOf = (account: AccountId): CustomerId => withPrefix('cus', account);
export const providerOf = (account: AccountId): ProviderId => withPrefix('prv', account);
export const accountOf = (profile: CustomerId | ProviderId): AccountId => withPrefix('acc', profile);
export const paymentOf = (order: OrderId): PaymentId => withPrefix('pay', order);
export const orderOf = (payment: PaymentId): OrderId => withPrefix('ord', payment);
