/** Who is there when a walk begins: customers, providers with a shop, an operator. */
import { type Database, rows } from '@marketplace/storage/database';
import { sql } from 'drizzle-orm';
import type { Answer, Api, Operation } from './api.ts';
import {
  PreferDocument,
  PreferencesDocument,
  SaveOfferingDocument,
  SetAvailabilityDocument,
  SetBankDocument,
  SignInDocument,
  SignUpDocument,
  type SignUpRole,
  SkillsDocument,
  TopUpDocument,
  UpdateProviderDocument,
} from './operations.gen.ts';

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly account: string;
  /** Where payouts go: a token of the gateway's, null for nowhere. */
  readonly bank: Bank | null;
  token: string;
}

/** Pays, fails each time, or is not verified. */
export type Bank = 'ba_ok' | 'ba_fail' | 'ba_unverified';

export interface Shop {
  readonly owner: Person;
  readonly timeZone: string;
  readonly point: Point;
  readonly offerings: readonly Offering[];
}

export interface Offering {
  readonly id: string;
  readonly price: Sum;
  readonly hourly: boolean;
}

export interface Sum {
  readonly amount: number;
  readonly currency: string;
}

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

export interface People {
  readonly customers: readonly Person[];
  readonly shops: readonly Shop[];
  readonly operator: Person;
  /** What the shops can do. */
  readonly skillId: string;
  /** Signs everybody in again before their access tokens end. */
  stayInside(): Promise<void>;
}

export interface Opening {
  readonly api: Api;
  readonly database: Database;
  settle(): Promise<void>;
}

const PURSE: readonly Sum[] = [
  { amount: 20_000, currency: 'EUR' },
  { amount: 10_000, currency: 'USD' },
];
const PASSWORD = 'walk-walk-walk';
/** Access tokens last ten minutes, and a walk takes far less than the rest of them. */
const SIGN_IN_AGAIN_MS = 300_000;
const CUSTOMERS = ['Ada', 'Ben', 'Cleo'];
const BANKS: Readonly<Record<string, Bank>> = { Ada: 'ba_unverified', Ben: 'ba_fail', Dora: 'ba_ok', Emil: 'ba_ok' };

/** One shop right across midnight, one in another zone and currency that keeps its hours by the week. */
const SHOPS = [
  {
    name: 'Dora',
    timeZone: 'Europe/Berlin',
    city: 'Berlin',
    countryCode: 'DE',
    point: { latitude: 52.52, longitude: 13.405 },
    hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '06:00', to: '02:00' })),
    bufferMinutes: 15,
    offers: [
      { price: { amount: 8_333, currency: 'EUR' }, hourly: false },
      { price: { amount: 1_999, currency: 'EUR' }, hourly: true },
    ],
  },
  {
    name: 'Emil',
    timeZone: 'America/New_York',
    city: 'New York',
    countryCode: 'US',
    point: { latitude: 40.7128, longitude: -74.006 },
    hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' })),
    bufferMinutes: 0,
    offers: [{ price: { amount: 5_005, currency: 'USD' }, hourly: false }],
  },
] as const;

export async function openingPeople(opening: Opening): Promise<People> {
  const customers = await Promise.all(CUSTOMERS.map((name) => signUp(opening.api, name, 'CUSTOMER')));
  const { skills } = done(await opening.api(SkillsDocument, {}));
  const skillId = skills?.[0]?.id ?? '';
  const shops = [];
  for (const plan of SHOPS) shops.push(await openShop(opening.api, plan, skillId));
  const operator = await makeOperator(opening, await signUp(opening.api, 'Olga', 'CUSTOMER'));
  const everybody = [...customers, ...shops.map(({ owner }) => owner), operator];
  await opening.settle();
  // two have money at the beginning, the third earns it or tops up
  for (const person of customers.slice(0, 2)) for (const amount of PURSE) await topUp(opening.api, person, amount);
  // mails are written and kept for one: the others only cost time
  for (const person of everybody.slice(1)) await wantNoMail(opening.api, person);
  let signedIn = Date.now();
  return {
    customers,
    shops,
    operator,
    skillId,
    async stayInside() {
      if (Date.now() - signedIn < SIGN_IN_AGAIN_MS) return;
      signedIn = Date.now();
      await Promise.all(everybody.map((person) => signIn(opening.api, person)));
    },
  };
}

async function topUp(api: Api, { name, token }: Person, amount: Sum): Promise<void> {
  const input = { idempotencyKey: `${name} ${amount.currency}`, amount, paymentMethod: 'pm_card_visa' };
  done(await api(TopUpDocument, { input }, token));
}

async function wantNoMail(api: Api, { token }: Person): Promise<void> {
  const { notificationPreferences } = done(await api(PreferencesDocument, {}, token));
  const preferences = (notificationPreferences ?? []).map(({ type }) => ({ type, channels: ['IN_APP' as const] }));
  done(await api(PreferDocument, { preferences }, token));
}

/** Somebody new. */
export async function signUp(api: Api, name: string, role: SignUpRole): Promise<Person> {
  const email = `${name.toLowerCase()}@example.org`;
  const input = { email, password: PASSWORD, displayName: name, role };
  const session = done(await api(SignUpDocument, { input })).signUp?.session;
  if (!session) throw new Error(`${name} could not sign up`);
  const [account, token, bank] = [session.account.id, session.accessToken, BANKS[name] ?? null];
  if (bank) done(await api(SetBankDocument, { input: { token: bank } }, token));
  return { name, email, account, bank, token };
}

async function signIn(api: Api, person: Person): Promise<void> {
  const input = { email: person.email, password: PASSWORD };
  const session = done(await api(SignInDocument, { input })).signIn?.session;
  if (!session) throw new Error(`${person.name} could not sign in`);
  person.token = session.accessToken;
}

/** The first operator is made in the database, as in production. */
async function makeOperator({ api, database, settle }: Opening, person: Person): Promise<Person> {
  await settle();
  await rows(
    database.db,
    sql`update auth.accounts set roles = array['CUSTOMER', 'OPERATOR'] where id = ${person.account}`,
  );
  await signIn(api, person);
  return person;
}

async function openShop(api: Api, plan: (typeof SHOPS)[number], skillId: string): Promise<Shop> {
  const owner = await signUp(api, plan.name, 'PROVIDER');
  const as = <Data, Variables>(operation: Operation<Data, Variables>, variables: Variables) =>
    api(operation, variables, owner.token).then(done);
  const { point, city, countryCode, timeZone, hours, bufferMinutes } = plan;
  const location = { point, city, countryCode, timeZone };
  await as(UpdateProviderDocument, { input: { location, serviceRadiusMeters: 20_000, skillIds: [skillId] } });
  await as(SetAvailabilityDocument, { input: { weeklyHours: [...hours], timeZone, bufferMinutes } });
  const offerings: Offering[] = [];
  for (const { price, hourly } of plan.offers) {
    const input = {
      title: `${plan.name}’s work`,
      description: 'As agreed.',
      skillId,
      price,
      durationMinutes: 60,
      priceUnit: hourly ? ('HOUR' as const) : ('JOB' as const),
    };
    const saved = (await as(SaveOfferingDocument, { input })).saveOffering?.offering;
    if (!saved) throw new Error(`${plan.name}'s offering could not be saved`);
    offerings.push({ id: saved.id, price, hourly });
  }
  return { owner, timeZone, point, offerings };
}

/** The data of an answer without errors. */
export function done<Data>({ data, errors }: Answer<Data>): Data {
  if (errors.length > 0 || data === null) throw new Error(`the API answered ${errors.join(', ') || 'nothing'}`);
  return data;
}
