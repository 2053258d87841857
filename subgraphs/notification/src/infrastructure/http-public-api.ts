import { ON_BEHALF_PATH, type OnBehalfBody } from '@marketplace/subgraph/on-behalf';
import { SEAL_HEADER, sealRequest } from '@marketplace/subgraph/sealed-request';
import { z } from 'zod';
import type { PublicApi } from '../application/webhook-ports.ts';

const TIMEOUT_MS = 10_000; // a lane's turn is twice as long

const result = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.object({ code: z.unknown() }).optional(),
      }),
    )
    .optional(),
});

/** The public API behind the router's internal address, e.g. `http://router:4010`. */
export const httpPublicApi =
  (routerUrl: string, key: Buffer): PublicApi =>
  async ({ id, ...request }) => {
    const body = JSON.stringify({ ...request, variables: { id } } satisfies OnBehalfBody);
    const sealed = sealRequest({ method: 'POST', url: ON_BEHALF_PATH, body }, key);
    const response = await fetch(`${routerUrl}${ON_BEHALF_PATH}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [SEAL_HEADER]: sealed },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`the router answered ${response.status}`);
    return result.parse(await response.json());
  };
