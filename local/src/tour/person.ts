import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type ApiClient, apiClient } from './api-client.ts';
import { followStream, type LiveStream } from './live-stream.ts';
import {
  NotificationReceivedDocument,
  type NotificationReceivedSubscription,
  type OrderSide,
  OrdersUpdatedDocument,
  type OrdersUpdatedSubscription,
  SignInDocument,
  SignUpDocument,
  type SignUpRole,
} from './operations.gen.ts';

/** Somebody with an account, signed in, and what their screen follows live. */
export interface Person extends ApiClient {
  readonly name: string;
  readonly token: string;
  follow<Data, Event extends object>(
    operation: TypedDocumentNode<Data, never>,
    variables: Readonly<Record<string, unknown>>,
    event: (data: Data) => Event,
  ): LiveStream<Event>;
}

export type OrdersStream = LiveStream<OrdersUpdatedSubscription['ordersUpdated']>;
export type NotificationStream = LiveStream<NotificationReceivedSubscription['notificationReceived']>;

export interface TourSettings {
  readonly url: string;
  /** How long the tour waits for anything before it fails. */
  readonly patienceMs: number;
}

export async function signUp(
  settings: TourSettings,
  input: { email: string; password: string; displayName: string; role: SignUpRole },
): Promise<Person> {
  const anonymous = apiClient(settings.url, settings.patienceMs);
  const { signUp: answer } = await anonymous.call(SignUpDocument, { input });
  // a sign-up whose answer was lost has happened all the same
  const taken = answer?.userErrors.some((refusal) => refusal.code === 'EMAIL_TAKEN');
  if (taken) return signIn(settings, input);
  return person(settings, input.displayName, accepted(answer).session?.accessToken);
}

export async function signIn(
  settings: TourSettings,
  who: { email: string; password: string; displayName: string },
): Promise<Person> {
  const anonymous = apiClient(settings.url, settings.patienceMs);
  const { signIn: answer } = await anonymous.call(SignInDocument, {
    input: { email: who.email, password: who.password },
  });
  return person(settings, who.displayName, accepted(answer).session?.accessToken);
}

function person(settings: TourSettings, displayName: string, token: string | undefined): Person {
  if (!token) throw new Error(`${displayName} has no session`);
  const client = apiClient(settings.url, settings.patienceMs, token);
  return {
    ...client,
    token,
    name: displayName.split(' ')[0] ?? displayName,
    follow: (operation, variables, event) => followStream({ ...settings, token, operation, variables, event }),
  };
}

export const followOrders = (who: Person, side: OrderSide): OrdersStream =>
  who.follow(OrdersUpdatedDocument, { side }, (data: OrdersUpdatedSubscription) => data.ordersUpdated);

export const followNotifications = (who: Person): NotificationStream =>
  who.follow(NotificationReceivedDocument, {}, (data: NotificationReceivedSubscription) => data.notificationReceived);

/** The payload, once it is clear that nothing was refused. */
export function accepted<P extends { readonly userErrors: readonly { code: string; message: string }[] }>(
  payload: P | null | undefined,
): P {
  if (!payload) throw new Error('the API gave no answer');
  if (payload.userErrors.length > 0) {
    throw new Error(payload.userErrors.map((refusal) => `${refusal.code}: ${refusal.message}`).join('; '));
  }
  return payload;
}

/** A value that the API may leave out and that the tour can't go on without. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`${what} is missing`);
  return value;
}
