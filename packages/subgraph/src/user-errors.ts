import { type RefusalCode, Refused } from '@marketplace/kernel/refusal';

/** As the public API's type of this name. */
export interface UserError {
  readonly code: RefusalCode;
  readonly message: string;
  field: string[] | null;
}

/**
 * A mutation's payload: what `work` returns with no userErrors, or the userErrors of what it refused, the payload's
 * other fields null. Anything else that `work` throws goes on as it is.
 */
export async function withUserErrors<Payload extends object>(
  work: () => Promise<Payload>,
): Promise<(Payload & { userErrors: UserError[] }) | { userErrors: UserError[] }> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return {
      userErrors: error.refusals.map(({ code, message, field }) => ({
        code,
        message,
        field: field ? [...field] : null,
      })),
    };
  }
}
