/** The webhooks of the simulated gateway: deadlines, so that they come late in domain time and again after a fault. */
import { later } from '@marketplace/kernel/clock';
import { isId, withPrefix } from '@marketplace/kernel/ids';
import { currencyCode, money } from '@marketplace/kernel/money';
import type { Deadline } from '@marketplace/messaging/message-store';
import { postgresMessages } from '@marketplace/messaging/postgres-messages';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { GatewayNews } from '../application/ports.ts';
import type { IntentId } from '../domain/intent.ts';
import { decideOperation, type SimulatedGatewayParts } from './simulated-gateway.ts';
import { simulatedOperations } from './tables.ts';

export const SIMULATED_WEBHOOK = 'simulated-webhook';

type Parts = Pick<SimulatedGatewayParts, 'database' | 'clock'>;

const webhook = z.object({
  about: z.enum(['INTENT', 'DECISION', 'CHARGEBACK']),
  intentId: z.string().refine((text): text is IntentId => isId('int', text)),
});

export function simulatedWebhooks(parts: Parts): Pick<SimulatedGatewayParts, 'announce'> & {
  /** What a webhook that is due tells; the gateway does first what it tells of. */
  newsOf(deadline: Deadline): Promise<GatewayNews>;
} {
  const { database, clock } = parts;
  const messages = postgresMessages({ database, schema: 'payments', source: '/payment', clock });
  return {
    async announce(tx, { id, about, intentId, afterMs }) {
      const deadline = { kind: SIMULATED_WEBHOOK, subject: id, data: { about, intentId } };
      await messages
        .within(tx, { correlationId: intentId })
        .setDeadline({ ...deadline, dueAt: later(clock.now(), afterMs) });
    },
    async newsOf({ data }) {
      const { about, intentId } = webhook.parse(data);
      if (about === 'CHARGEBACK') return chargeBack(parts, intentId);
      if (about === 'DECISION') await decideOperation(parts, intentId, 'PROCESSING', true);
      return { kind: 'INTENT', names: [intentId] };
    },
  };
}

/** The card's bank takes back all that the card was charged. */
async function chargeBack({ database, clock }: Parts, intentId: IntentId): Promise<GatewayNews> {
  const { key: byKey } = simulatedOperations;
  const key = withPrefix('sdp', intentId);
  const [charged] = await database.db.select().from(simulatedOperations).where(eq(byKey, intentId));
  if (!charged) throw new Error(`no such operation: ${intentId}`);
  const { reference, paymentMethod, amount, currency } = charged;
  await database.db
    .insert(simulatedOperations)
    .values({ key, kind: 'CHARGEBACK', reference, paymentMethod, amount, currency, at: clock.now() })
    .onConflictDoNothing();
  const taken = money(amount, currencyCode(currency));
  return { kind: 'CHARGEBACK', chargebackId: key, charge: reference, amount: taken, reason: 'fraudulent' };
}
