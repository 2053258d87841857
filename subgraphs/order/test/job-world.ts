/** Jobs and quotes, as the tests post, quote and accept them. */
import { HOUR, later } from '@marketplace/kernel/clock';
import { newId, type OrderId, providerOf, type SkillId } from '@marketplace/kernel/ids';
import type { OrderSeen, OrderWorld, Person, UserErrorSeen } from './order-world.ts';
import { BERLIN, newProvider, ORDER } from './order-world.ts';

export interface QuoteSeen {
  readonly id: string;
  readonly status: string;
  readonly price: { readonly amount: number };
  readonly expiresAt: string;
  readonly provider: { readonly id: string };
}

export interface JobSeen {
  readonly id: string;
  readonly status: string;
  readonly description: string;
  readonly location: object;
  readonly distanceMeters: number | null;
  readonly quotes: QuoteSeen[];
  readonly order: OrderSeen | null;
}

export interface JobAnswer {
  readonly job: JobSeen;
  readonly userErrors: UserErrorSeen[];
}
export interface QuoteAnswer {
  readonly quote: QuoteSeen & { readonly job: JobSeen };
  readonly userErrors: UserErrorSeen[];
}
export interface AcceptAnswer {
  readonly order: OrderSeen;
  readonly userErrors: UserErrorSeen[];
}

const QUOTE = 'id status price { amount currency } scheduledFor { start end } message expiresAt provider { id }';
export const JOB = `id title description status location { latitude longitude } distanceMeters createdAt expiresAt
  quotes { ${QUOTE} } order { id status address }`;

/** A provider in Berlin with this skill, who comes as far as `radiusMeters`. */
export async function handyman(
  world: OrderWorld,
  skillId: SkillId,
  { point = BERLIN, radiusMeters = 20_000 } = {},
): Promise<Person> {
  const person = newProvider();
  const providerId = providerOf(person.account);
  await world.tell('/user', {
    type: 'provider.updated',
    subject: providerId,
    data: {
      providerId,
      displayName: 'Grace',
      skillIds: [newId('skl'), skillId],
      location: { point, city: 'Berlin', countryCode: 'DE', timeZone: 'Europe/Berlin' },
      serviceRadiusMeters: radiusMeters,
      verified: false,
    },
  });
  return person;
}

export const jobInput = (skillId: SkillId, changes: object = {}) => ({
  title: 'Dripping tap',
  description: 'In the kitchen, since Monday.',
  skillId,
  address: 'Unter den Linden 1',
  location: { latitude: 52.5171, longitude: 13.3889 },
  ...changes,
});

export const post = (world: OrderWorld, as: Person, input: object) =>
  world.ask<JobAnswer>(
    as,
    `mutation ($input: PostJobInput!) { postJob(input: $input) { job { ${JOB} } userErrors { code message field } } }`,
    { input },
  );

export async function posted(world: OrderWorld, as: Person, skillId: SkillId, changes: object = {}): Promise<string> {
  const { job, userErrors } = await post(world, as, jobInput(skillId, changes));
  if (!job) throw new Error(JSON.stringify(userErrors));
  return job.id;
}

export const readJob = (world: OrderWorld, as: Person, id: string) =>
  world.ask<JobSeen | null>(as, `query ($id: ID!) { job(id: $id) { ${JOB} } }`, { id });

export const quoteInput = (world: OrderWorld, jobId: string, changes: object = {}) => ({
  jobId,
  price: { amount: 9000, currency: 'EUR' },
  start: later(world.clock.now(), 24 * HOUR).toISOString(),
  durationMinutes: 60,
  message: 'I bring a new washer.',
  ...changes,
});

export const submit = (world: OrderWorld, as: Person, input: object) =>
  world.ask<QuoteAnswer>(
    as,
    `mutation ($input: SubmitQuoteInput!) { submitQuote(input: $input) {
      quote { ${QUOTE} job { ${JOB} } } userErrors { code message field } } }`,
    { input },
  );

export async function quoted(world: OrderWorld, as: Person, jobId: string, changes: object = {}): Promise<string> {
  const { quote, userErrors } = await submit(world, as, quoteInput(world, jobId, changes));
  if (!quote) throw new Error(JSON.stringify(userErrors));
  return quote.id;
}

export const withdraw = (world: OrderWorld, as: Person, quoteId: string) =>
  world.ask<QuoteAnswer>(
    as,
    `mutation ($input: WithdrawQuoteInput!) { withdrawQuote(input: $input) { quote { ${QUOTE} } userErrors { code } } }`,
    { input: { quoteId } },
  );

export const close = (world: OrderWorld, as: Person, jobId: string) =>
  world.ask<JobAnswer>(
    as,
    `mutation ($input: CloseJobInput!) { closeJob(input: $input) { job { ${JOB} } userErrors { code } } }`,
    { input: { jobId } },
  );

export const accept = (world: OrderWorld, as: Person, quoteId: string, changes: object = {}) =>
  world.ask<AcceptAnswer>(
    as,
    `mutation ($input: AcceptQuoteInput!) { acceptQuote(input: $input) {
      order { ${ORDER} } userErrors { code message field } } }`,
    {
      input: {
        idempotencyKey: newId('key'),
        quoteId,
        payment: { source: 'CARD', paymentMethod: 'pm_card_visa' },
        ...changes,
      },
    },
  );

/** The order of a quote that was accepted. */
export async function acceptedQuote(world: OrderWorld, as: Person, quoteId: string): Promise<OrderId> {
  const { order, userErrors } = await accept(world, as, quoteId);
  if (!order) throw new Error(JSON.stringify(userErrors));
  return order.id;
}
