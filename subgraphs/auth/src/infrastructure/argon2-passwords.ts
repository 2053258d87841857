import { hash, verify } from '@node-rs/argon2';
import type { Passwords } from '../application/ports.ts';

/** Argon2id as OWASP advises for it: 19 MiB, two passes, one lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function argon2Passwords(): Passwords {
  // made by the first call that needs it: nobody's password, which costs as much to check as anybody's
  let nobodys: Promise<string> | undefined;
  return {
    hash: (password) => hash(password.normalize('NFC'), OPTIONS),
    async verify(known, password) {
      const nobody = await (nobodys ??= hash('', OPTIONS));
      const matches = await verify(known ?? nobody, password.normalize('NFC'));
      return known !== null && matches;
    },
  };
}
