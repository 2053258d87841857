import { type Refusal, Refused } from '@marketplace/kernel/refusal';
import type { Role } from '@marketplace/kernel/roles';
import { emailAddress } from './email-address.ts';
import { weakness } from './password.ts';
import { MAX_NAME_LENGTH, shownText } from './shown-text.ts';

export interface RegistrationInput {
  readonly email: string;
  readonly password: string;
  readonly role: 'CUSTOMER' | 'PROVIDER';
  readonly displayName: string;
  readonly locale?: string | null | undefined;
}

export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly displayName: string;
  readonly locale: string;
  readonly roles: readonly Role[];
}

/** What is asked for, checked and brought into form. Refuses with every field that is wrong. */
export function registration(input: RegistrationInput): Registration {
  const email = emailAddress(input.email);
  const weak = weakness(input.password, email ?? '');
  const displayName = shownText(input.displayName, MAX_NAME_LENGTH);
  const locale = canonicalLocale(input.locale ?? 'en');
  const refusals: Refusal[] = [];
  if (!email) refusals.push({ code: 'INVALID_INPUT', message: 'This is not an e-mail address', field: ['email'] });
  if (weak) refusals.push({ code: 'WEAK_PASSWORD', message: weak, field: ['password'] });
  if (!displayName)
    refusals.push({ code: 'INVALID_INPUT', message: `Use 1 to ${MAX_NAME_LENGTH} characters`, field: ['displayName'] });
  if (!locale)
    refusals.push({ code: 'INVALID_INPUT', message: 'This is not a BCP 47 language tag', field: ['locale'] });
  const [first, ...others] = refusals;
  if (first) throw new Refused([first, ...others]);
  if (!email || !displayName || !locale) throw new Error('what is wrong was refused');
  // who offers work can book too
  const roles: readonly Role[] = input.role === 'PROVIDER' ? ['CUSTOMER', 'PROVIDER'] : ['CUSTOMER'];
  return { email, password: input.password, displayName, locale, roles };
}

function canonicalLocale(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
