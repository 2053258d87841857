/** Calls of this subgraph past the router, by somebody who is validly signed in and has no part in what they ask for. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type AccountId, newId } from '@marketplace/kernel/ids';
import { entryPoints, outcomeOf } from '@marketplace/testing/entry-points';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { introduce, listed } from './inbox.ts';
import { type Running, runNotification } from './running.ts';
import { aBooking, accepted, accountCreated, authorized, callerFor, nobody, placed } from './samples.ts';
import { openPglite } from './stores.ts';

const sdl = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');

/** Somebody who is told of an order, in the app, in a browser and by a webhook. */
interface Other {
  readonly account: AccountId;
  readonly order: string;
  readonly notification: string;
  readonly cursor: string;
  readonly browser: ReturnType<typeof aBrowser>;
  readonly webhook: string;
  readonly delivery: string;
}

/** An operation about what is another's, with its variable, and what its one root field comes to. */
type Case = readonly [operation: string, variable: (other: Other) => unknown, outcome: string];

const aBrowser = () => ({
  endpoint: `https://push.example/${newId('psh')}`,
  keys: {
    p256dh: Buffer.concat([Buffer.from([4]), randomBytes(64)]).toString('base64url'),
    auth: randomBytes(16).toString('base64url'),
  },
});
const URL_OF_OTHER = 'https://hooks.other.example/';
const none = () => null;
const page = (field: string, outcome: string): Case => [`{ ${field} { edges { node { id } } } }`, none, outcome];
const mutation = (
  field: string,
  [argument, type]: readonly [string, string],
  value: (other: Other) => unknown,
  outcome: string,
): Case => [`mutation ($v: ${type}!) { ${field}(${argument}: $v) { userErrors { code } } }`, value, outcome];
const ID = ['id', 'ID'] as const;

const CASES: Readonly<Record<string, Case>> = {
  'Query.viewer': ['{ viewer { unreadNotifications } }', none, 'answered'],
  'Query.notifications': page('notifications', 'nothing'),
  'Query.notificationPreferences': ['{ notificationPreferences { type channels } }', none, 'answered'],
  'Query.messageSettings': ['{ messageSettings { locale timeZone } }', none, 'answered'],
  'Query.pushKey': ['{ pushKey }', none, 'nothing'],
  'Query.webhooks': ['{ webhooks { id url } }', none, 'nothing'],
  'Query.orderStory': ['query ($v: ID!) { orderStory(orderId: $v) { summary } }', ({ order }) => order, 'FORBIDDEN'],
  'Query.parkedMessages': page('parkedMessages', 'FORBIDDEN'),
  'Query.auditLog': page('auditLog', 'FORBIDDEN'),

  'Mutation.markNotificationsRead': mutation(
    'markNotificationsRead',
    ['ids', '[ID!]'],
    ({ notification }) => [notification],
    'NOT_FOUND',
  ),
  // one's own settings and browsers: done, and nothing of another's is changed
  'Mutation.setNotificationPreferences': mutation(
    'setNotificationPreferences',
    ['preferences', '[NotificationPreferenceInput!]'],
    () => [{ type: 'order.accepted', channels: [] }],
    'done',
  ),
  'Mutation.setMessageSettings': mutation(
    'setMessageSettings',
    ['input', 'MessageSettingsInput'],
    () => ({ locale: 'de' }),
    'done',
  ),
  'Mutation.savePushSubscription': mutation(
    'savePushSubscription',
    ['input', 'PushSubscriptionInput'],
    () => aBrowser(),
    'done',
  ),
  'Mutation.deletePushSubscription': mutation(
    'deletePushSubscription',
    ['endpoint', 'String'],
    ({ browser }) => browser.endpoint,
    'done',
  ),
  'Mutation.createWebhook': mutation(
    'createWebhook',
    ['input', 'CreateWebhookInput'],
    () => ({ url: 'https://hooks.example/mine', eventTypes: ['order.accepted'] }),
    'done',
  ),
  'Mutation.deleteWebhook': mutation('deleteWebhook', ID, ({ webhook }) => webhook, 'NOT_FOUND'),
  'Mutation.replayWebhookDelivery': mutation('replayWebhookDelivery', ID, ({ delivery }) => delivery, 'NOT_FOUND'),
  'Mutation.replayParkedMessage': mutation('replayParkedMessage', ID, () => newId('prk'), 'FORBIDDEN'),
  'Mutation.discardParkedMessage': [
    'mutation ($v: ID!) { discardParkedMessage(id: $v, reason: "mine") { userErrors { code } } }',
    () => newId('prk'),
    'FORBIDDEN',
  ],

  'Subscription.notificationReceived': [
    'subscription ($v: String) { notificationReceived(after: $v) { notification { id } } }',
    ({ cursor }) => cursor,
    'CURSOR_UNKNOWN',
  ],
};

describe('object-level authorisation holds when the subgraph is called directly', () => {
  let running: Running;
  let other: Other;
  const stranger: AccountId = newId('acc');
  beforeAll(async () => {
    running = await runNotification(openPglite, { sender: { objection: () => undefined, post: async () => 200 } });
    await running.broker.publish([accountCreated(stranger, 'Eve')]);
    await eventually(() => running.store.reads.account(stranger));
    other = await somebodyTold(running);
  });
  afterAll(() => running.close());

  const stateOfOther = () =>
    running.ask(
      callerFor(other.account),
      `{ notifications { edges { node { id readAt } } } viewer { unreadNotifications }
         notificationPreferences { type channels } messageSettings { locale timeZone }
         webhooks { id url active deliveries { edges { node { id status attempts } } } } }`,
    );
  const browsersOfOther = () =>
    running.store.transact({ correlationId: 'test' }, (tx) => tx.pushSubscriptions(other.account));

  test('every root field and entity has a case', () => {
    expect(Object.keys(CASES).toSorted()).toEqual(entryPoints(sdl));
  });

  test.each(Object.entries(CASES))(
    '%s gives a stranger nothing of another’s',
    async (_, [query, variable, outcome]) => {
      const before = [await stateOfOther(), await browsersOfOther()];
      const answer = await running.run(callerFor(stranger), query, { v: variable(other) });
      expect(outcomeOf(answer)).toBe(outcome);
      const { notification, webhook, delivery, order } = other;
      for (const hidden of [notification, webhook, delivery, order, URL_OF_OTHER, 'Asia/Tokyo'])
        expect(JSON.stringify(answer)).not.toContain(hidden);
      expect([await stateOfOther(), await browsersOfOther()]).toEqual(before);
    },
  );

  test.each(Object.entries(CASES))('%s knows who is signed in', async (name, [query, variable]) => {
    const isOpen = name === 'Query.pushKey' || name === 'Query.viewer'; // a key for everybody, and nobody
    const outcome = outcomeOf(await running.run(nobody, query, { v: variable(other) }));
    expect(outcome).toBe(isOpen ? 'nothing' : 'UNAUTHENTICATED');
  });
});

async function somebodyTold(running: Running): Promise<Other> {
  const booking = aBooking();
  const { customer: account, id: order } = booking;
  const browser = aBrowser();
  await introduce(running, booking);
  const ask = (query: string, variables: Record<string, unknown> = {}) =>
    running.ask(callerFor(account), query, variables);
  await ask('mutation { setMessageSettings(input: { locale: "de", timeZone: "Asia/Tokyo" }) { userErrors { code } } }');
  await ask('mutation ($v: PushSubscriptionInput!) { savePushSubscription(input: $v) { userErrors { code } } }', {
    v: browser,
  });
  const { createWebhook } = await ask(
    'mutation ($v: CreateWebhookInput!) { createWebhook(input: $v) { webhook { id } userErrors { code } } }',
    { v: { url: URL_OF_OTHER, eventTypes: ['order.accepted'] } },
  );
  const updates = await running.follow(callerFor(account));
  await running.broker.publish([placed(booking), authorized(booking), accepted(booking)]);
  await eventually(async () => (await listed(running, account)).length === 2);
  await updates.next();
  const { cursor } = await updates.next();
  await updates.stop();
  const delivery = await eventually(async () => {
    const { webhooks } = await ask('{ webhooks { deliveries { edges { node { id status } } } } }');
    const [found] = Object(webhooks)[0].deliveries.edges;
    return found?.node.status === 'DELIVERED' ? String(found.node.id) : undefined;
  });
  const [notification] = await listed(running, account);
  return {
    ...{ account, order, cursor, browser, delivery },
    notification: notification?.id ?? '',
    webhook: Object(createWebhook).webhook.id,
  };
}
