/**
 * Gives an account a role: the first operator of an installation, who can give roles to the others by grantRole.
 * `DATABASE_URL=postgres://… npm run grant -- EMAIL ROLE [REASON]`. An embedded database (pglite:) must not be in use meanwhile.
 */
import { systemClock } from '@marketplace/kernel/clock';
import { readEnvironment, runMain } from '@marketplace/kernel/environment';
import { Refused } from '@marketplace/kernel/refusal';
import { ROLES, type Role } from '@marketplace/kernel/roles';
import { openDatabase } from '@marketplace/storage/open-database';
import { databaseUrl } from '@marketplace/subgraph/service-environment';
import { grantRoleByHand } from './application/grant-role.ts';
import { postgresAuth } from './infrastructure/postgres-auth.ts';

const [email, role, ...reason] = process.argv.slice(2);

await runMain(async () => {
  if (!email || !isRole(role)) {
    console.error(`usage: npm run grant -- EMAIL ${ROLES.join('|')} [REASON]`);
    process.exitCode = 2;
    return;
  }
  await grant(email, role, reason.join(' ') || 'granted from the command line');
});

async function grant(email: string, role: Role, reason: string): Promise<void> {
  const { DATABASE_URL } = readEnvironment({ DATABASE_URL: databaseUrl });
  const database = await openDatabase(DATABASE_URL);
  try {
    const { transact } = await postgresAuth(database, systemClock);
    const parts = { transact, clock: systemClock, machineClock: systemClock };
    const account = await grantRoleByHand(parts, { email, role, reason });
    console.log(`${account.email} has the roles ${account.roles.join(', ')}`);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    console.error(error.refusals.map(({ message }) => message).join('\n'));
    process.exitCode = 1;
  } finally {
    await database.close();
  }
}

function isRole(text: string | undefined): text is Role {
  return ROLES.some((role) => role === text);
}
