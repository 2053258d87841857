import { newId } from '@marketplace/kernel/ids';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { nobody, openUserContext, type Person, person } from './user-context.ts';

const VERIFY = /* GraphQL */ `mutation ($providerId: ID!, $verified: Boolean!, $reason: String!) {
  setProviderVerified(providerId: $providerId, verified: $verified, reason: $reason) {
    provider { id verified }
    userErrors { code field }
  }
}`;

describe('the badge of a verified provider', () => {
  let user: Awaited<ReturnType<typeof openUserContext>>;
  let ada: Person;
  const operator = person('Olga', 'OPERATOR');
  beforeAll(async () => {
    user = await openUserContext();
  });
  afterAll(() => user.close());
  beforeEach(async () => {
    await user.clear();
    ada = person('Ada', 'PROVIDER');
    await user.ask(ada, '{ viewer { provider { id } } }');
  });

  const verify = (verified: boolean, input: object = {}, caller: typeof nobody = operator) =>
    user.ask(caller, VERIFY, { providerId: ada.providerId, verified, reason: 'Saw the trade licence', ...input });
  /** The entries stand in the outbox, since nothing relays it here. */
  const audit = async () => {
    const { outbox } = user.stores.messages;
    const subjects = await outbox.claimSubjects('test', 100, 0);
    const events = await outbox.unsent(subjects, 100);
    return events.flatMap(({ type, data }) => (type === 'audit.recorded' ? [data] : []));
  };

  test('is given and taken by an operator, told to all and audited with the reason', async () => {
    const { data } = await verify(true);
    expect(data.setProviderVerified).toEqual({ provider: { id: ada.providerId, verified: true }, userErrors: [] });
    await verify(false, { reason: ' It ran out ' });
    const told = (await user.published(ada.providerId)).map((event) => 'verified' in event.data && event.data.verified);
    expect(told).toEqual([false, true, false]);
    const entry = { auditId: expect.any(String), at: expect.any(String), actor: operator.account };
    expect(await audit()).toEqual([
      { ...entry, action: 'verify provider', subject: ada.providerId, reason: 'Saw the trade licence' },
      { ...entry, action: 'withdraw verification', subject: ada.providerId, reason: 'It ran out' },
    ]);
  });

  test('that stands already is no news', async () => {
    await verify(false);
    expect(await user.published(ada.providerId)).toHaveLength(1);
    expect(await audit()).toEqual([]);
  });

  test.each([
    [{ reason: ' ' }, 'INVALID_INPUT', ['reason']],
    [{ reason: 'x'.repeat(501) }, 'INVALID_INPUT', ['reason']],
    [{ providerId: newId('prv') }, 'NOT_FOUND', ['providerId']],
    [{ providerId: 'nonsense' }, 'NOT_FOUND', ['providerId']],
  ])('is refused with %j', async (input, code, field) => {
    expect((await verify(true, input)).data.setProviderVerified).toEqual({
      provider: null,
      userErrors: [{ code, field }],
    });
  });

  test('is no provider’s to give', async () => {
    expect((await verify(true, {}, ada)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect((await verify(true, {}, nobody)).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(await audit()).toEqual([]);
  });

  test('stays when the provider changes the profile', async () => {
    await verify(true);
    await user.ask(ada, 'mutation { updateProvider(input: { bio: "New" }) { userErrors { code } } }');
    const { data } = await user.ask(nobody, 'query ($id: ID!) { provider(id: $id) { bio verified } }', {
      id: ada.providerId,
    });
    expect(data.provider).toEqual({ bio: 'New', verified: true });
  });
});
