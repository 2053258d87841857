/** What auth tells of accounts, and what it means for who may order. */
import { refuse } from '@marketplace/kernel/refusal';
import type { Application, Call } from './ports.ts';

/** Outside a sandbox only somebody who can be reached orders. Refuses with CONFLICT. */
export async function checkMayOrder({ sandbox, reads }: Application, { account }: Call): Promise<void> {
  if (!sandbox && !(await reads.emailVerified(account)))
    refuse('CONFLICT', 'Verify your e-mail address first: the link is in your mail.');
}
