/** What a token can be made for. */
export const SCOPES = ['orders', 'payments', 'profile', 'reviews', 'notifications', 'webhooks'].flatMap((subject) => [
  `${subject}:read`,
  `${subject}:write`,
]);
