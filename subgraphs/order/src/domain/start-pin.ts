import { later, MINUTE } from '@marketplace/kernel/clock';
import type { Refusal } from '@marketplace/kernel/refusal';
import type { Order } from './order.ts';
import type { OrderSettings } from './settings.ts';

type PinTries = Pick<Order, 'wrongPins' | 'pinLockedUntil'>;

/** The order's count of tries after this one, and the refusal if the PIN was wrong or may not be tried. */
export interface PinTry {
  readonly tries: PinTries;
  readonly refusal?: Refusal;
}

/** After `wrongPinsAllowed` wrong PINs in a row none is taken for `pinLockMinutes`, the right one included. */
export function tryPin(
  { wrongPins, pinLockedUntil, startPin }: PinTries & Pick<Order, 'startPin'>,
  pin: string,
  now: Date,
  settings: OrderSettings,
): PinTry {
  if (pinLockedUntil && now < pinLockedUntil)
    return { tries: { wrongPins, pinLockedUntil }, refusal: locked(pinLockedUntil) };
  if (pin === startPin) return { tries: { wrongPins: 0, pinLockedUntil: null } };
  if (wrongPins + 1 < settings.wrongPinsAllowed)
    return {
      tries: { wrongPins: wrongPins + 1, pinLockedUntil: null },
      refusal: { code: 'WRONG_PIN', message: 'This is not the customer’s PIN for this order.', field: ['pin'] },
    };
  const until = later(now, settings.pinLockMinutes * MINUTE);
  return { tries: { wrongPins: 0, pinLockedUntil: until }, refusal: locked(until) };
}

const locked = (until: Date): Refusal => ({
  code: 'TOO_MANY_ATTEMPTS',
  message: `Too many wrong PINs. Try again after ${until.toISOString()}.`,
  field: ['pin'],
});
