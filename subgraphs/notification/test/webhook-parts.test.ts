/** The small parts that webhooks are made of. */
import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { newWebhookSecret, signatureOf } from '../src/application/sign-webhook.ts';
import { composedApiSchema } from '../src/infrastructure/api-schema.ts';
import { secretBox } from '../src/infrastructure/secret-box.ts';

describe('a signature', () => {
  test('is the one that the Standard Webhooks specification gives as its example', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const body = '{"test": 2432232314}';
    expect(signatureOf(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330, body)).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  test('can be checked by whoever has the secret', () => {
    const secret = newWebhookSecret();
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const expected = createHmac('sha256', key).update('evt_1.17.{}').digest('base64');
    expect(key).toHaveLength(32);
    expect(signatureOf(secret, 'evt_1', 17, '{}')).toBe(`v1,${expected}`);
    expect(newWebhookSecret()).not.toBe(secret);
  });
});

describe('a secret in the store', () => {
  const box = secretBox(randomBytes(32));

  test('is not to be read, and comes back as it was', () => {
    const secret = newWebhookSecret();
    const sealed = box.seal(secret);
    expect(sealed).not.toContain(secret.slice(6));
    expect(box.open(sealed)).toBe(secret);
    expect(box.seal(secret)).not.toBe(sealed);
  });

  test('is of no use under another key, or when it was changed', () => {
    const sealed = box.seal('secret');
    expect(() => secretBox(randomBytes(32)).open(sealed)).toThrow();
    const bytes = Buffer.from(sealed, 'base64');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(() => box.open(bytes.toString('base64'))).toThrow();
  });
});

describe('an operation for a webhook', () => {
  const { objection } = composedApiSchema();

  test.each([
    'query($id: ID!) { order(id: $id) { id status } }',
    'query Changed($id: ID!) { order(id: $id) { ...Facts } } fragment Facts on Order { id price { amount currency } }',
    'query($id: ID) { viewer { unreadNotifications } order(id: $id) { id } }',
  ])('may be %s', (query) => {
    if (query.includes('$id: ID)')) expect(objection(query)).toContain('"$id" of type "ID" used in position');
    else expect(objection(query)).toBeUndefined();
  });

  test.each([
    ['what is none', 'nonsense', /Syntax Error/],
    ['a mutation', 'mutation($id: ID!) { deleteWebhook(id: $id) { webhook { id } } }', /must be a query/],
    ['a subscription', 'subscription($id: ID!) { orderUpdates(orderId: $id) { cursor } }', /must be a query/],
    ['without its variable', '{ viewer { unreadNotifications } }', /one variable/],
    ['with another variable', 'query($order: ID!) { order(id: $order) { id } }', /one variable/],
    ['with more variables', 'query($id: ID!, $n: Int) { order(id: $id) { id } }', /one variable/],
    ['two', 'query A($id: ID!) { order(id: $id) { id } } query B($id: ID!) { order(id: $id) { id } }', /exactly one/],
    ['nothing but fragments', 'fragment F on Order { id }', /exactly one/],
    [
      'for what the API does not have',
      'query($id: ID!) { order(id: $id) { secrets } }',
      /Cannot query field "secrets"/,
    ],
    ['that is very long', `query($id: ID!) { ${'a'.repeat(10_000)}: order(id: $id) { id } }`, /longer/],
    ['of very many words', `query($id: ID!) { order(id: $id) { ${'id '.repeat(2_500)} } }`, /limit|token/i],
  ])('must not be one that is %s', (_name, query, message) => {
    expect(objection(query)).toMatch(message);
  });
});
