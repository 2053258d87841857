/** The guides' examples. Tests run each of them as it stands here. */
export const EXAMPLES = {
  first: `query NearBerlin {
  searchProviders(filter: { near: { latitude: 52.52, longitude: 13.405 } }, first: 3) {
    totalCount
    edges {
      distanceMeters
      node { id displayName rating { average count } }
    }
  }
}`,
  auth: `mutation {
  signIn(input: { email: "customer@demo.test", password: "demo-demo-demo" }) {
    session { accessToken accessTokenExpiresAt refreshToken }
    userErrors { code message field }
  }
}`,
  paging: `query Bookings($after: String) {
  orders(side: CUSTOMER, first: 5, after: $after) {
    edges { node { id title status } }
    pageInfo { hasNextPage endCursor }
  }
}`,
  errors: `mutation {
  requestPasswordReset(email: "no address") {
    userErrors { code message field }
  }
}`,
  idempotency: `mutation {
  topUpWallet(input: {
    idempotencyKey: "top-up-2026-11-25-1"
    amount: { amount: 5000, currency: "USD" }
    paymentMethod: "pm_card_visa"
  }) {
    transaction { id amount { amount currency } }
    userErrors { code message field }
  }
}`,
  streams: `subscription ($orderId: ID!, $after: String) {
  orderUpdated(orderId: $orderId, after: $after) {
    cursor
    event { type at }
    order { status }
  }
}`,
  webhooks: `import { createHmac, timingSafeEqual } from 'node:crypto';

/** headers: of the request, in lower case; body: its text as it came. */
export function isGenuine(secret, headers, body) {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = \`\${headers['webhook-id']}.\${headers['webhook-timestamp']}.\${body}\`;
  const expected = Buffer.from('v1,' + createHmac('sha256', key).update(signed).digest('base64'));
  const age = Math.abs(Date.now() / 1000 - Number(headers['webhook-timestamp']));
  return age < 300 && headers['webhook-signature'].split(' ').some((given) => {
    const bytes = Buffer.from(given);
    return bytes.length === expected.length && timingSafeEqual(bytes, expected);
  });
}`,
} as const;
