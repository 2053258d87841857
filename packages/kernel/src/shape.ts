/** An argument of a wrong shape or range: a GraphQL error with the code BAD_USER_INPUT, not a refusal. */
export class WrongShape extends Error {
  override readonly name = 'WrongShape';
}

export function refuseShape(message: string): never {
  throw new WrongShape(message);
}
