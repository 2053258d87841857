/** What this context does about jobs and the quotes for them. */
import type { Clock } from '@marketplace/kernel/clock';
import { accountOf, type ProviderId } from '@marketplace/kernel/ids';
import type { Handlers } from '@marketplace/messaging/consumer';
import type { Job, Quote } from '@marketplace/messaging/events.gen';
import type { TextKey } from '../domain/whom-to-tell.ts';
import { NOBODY, namesOf } from './names.ts';
import { type Cause, type Notice, notify } from './notify.ts';
import { offer, type Told } from './offer-to-webhooks.ts';
import type { NotificationTransaction } from './ports.ts';

type Tx = NotificationTransaction;
type QuoteEvent = Cause & Told & { readonly data: { readonly quote: Quote; readonly job: Job } };

export function jobHandlers(clock: Clock): Handlers<Tx> {
  /** The quote's provider is told, or with `to` the job's customer; both sides' webhooks are. */
  const ofQuote = (text: TextKey, to: 'CUSTOMER' | 'PROVIDER' = 'PROVIDER') => {
    return async (tx: Tx, event: QuoteEvent): Promise<void> => {
      const { quote, job } = event.data;
      const [customer, provider] = [accountOf(job.customerId), accountOf(quote.providerId)];
      const names = await namesOf(tx, { customerId: job.customerId, providerId: quote.providerId });
      await notify(tx, clock, event, {
        to: to === 'CUSTOMER' ? customer : provider,
        text,
        job: quoted(job, quote),
        names,
      });
      await offer(tx, clock, event, [customer, provider], job.id);
    };
  };

  return {
    'job.posted': async (tx, event) => {
      const { job, providerIds } = event.data;
      const providers = providerIds.map((id: ProviderId) => accountOf(id));
      for (const to of providers)
        await notify(tx, clock, event, { to, text: 'job.posted/provider', job: told(job), names: NOBODY });
      await offer(tx, clock, event, [accountOf(job.customerId), ...providers], job.id);
    },
    'job.expired': (tx, event) => {
      const { job } = event.data;
      const to = accountOf(job.customerId);
      return notify(tx, clock, event, { to, text: 'job.expired/customer', job: told(job), names: NOBODY });
    },
    'quote.submitted': ofQuote('quote.submitted/customer', 'CUSTOMER'),
    'quote.accepted': ofQuote('quote.accepted/provider'),
    'quote.closed': ofQuote('quote.closed/provider'),
    'quote.expired': ofQuote('quote.expired/provider'),
  };
}

type AboutJob = NonNullable<Notice['job']>;

const told = ({ id, title }: Job): AboutJob => ({ id, topic: { title } });

const quoted = ({ id, title }: Job, { price, scheduledFor }: Quote): AboutJob => ({
  id,
  topic: { title, price, start: new Date(scheduledFor.start) },
});
