/** What the server tells the page renderer about one request: in a header, which no client can set. */
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';

export const PAGE_CONTEXT_HEADER = 'x-page-context';

const shape = z.object({
  /** Of the GraphQL endpoint that pages are rendered from. */
  apiUrl: z.string(),
  accessToken: z.string().optional(),
  /** There may be a session, but the API could not be asked. */
  sessionUnknown: z.boolean().optional(),
  /** Marks the scripts that the page itself brings along. Absent where no policy is in force. */
  nonce: z.string().optional(),
  brand: z.string(),
});

export type PageContext = z.infer<typeof shape>;

export function writePageContext(headers: IncomingHttpHeaders, context: PageContext): void {
  headers[PAGE_CONTEXT_HEADER] = Buffer.from(JSON.stringify(context)).toString('base64url');
}

export function readPageContext(headers: IncomingHttpHeaders): PageContext | undefined {
  const text = headers[PAGE_CONTEXT_HEADER];
  if (typeof text !== 'string') return undefined;
  return shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
}
