import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { Caller } from '@marketplace/subgraph/caller';
import type { VerifiedToken } from './authentication.ts';

/** A client as one request or one socket shows it. */
export interface Client {
  /** Null without a token. */
  readonly token: VerifiedToken | null;
  readonly address: string | null;
  readonly userAgent: string | null;
}

/** Longer ones are cut: the header goes on to subgraphs with every fetch. */
const MAX_USER_AGENT = 256;

/** @param trustedHops how many proxies of ours stand before the router and write `x-forwarded-for` */
export const clientOf = (request: IncomingMessage, token: VerifiedToken | null, trustedHops: number): Client => ({
  token,
  address: addressOf(request, trustedHops),
  userAgent: request.headers['user-agent']?.slice(0, MAX_USER_AGENT) ?? null,
});

/** What stands further left than our own proxies wrote is the client's word, and nothing worth. */
function addressOf({ socket, headers }: IncomingMessage, trustedHops: number): string | null {
  const direct = socket.remoteAddress ?? null;
  const forwarded = headers['x-forwarded-for'];
  if (trustedHops === 0 || forwarded === undefined) return direct;
  const hops = String(forwarded)
    .split(',')
    .map((hop) => hop.trim());
  const address = hops.at(-Math.min(trustedHops, hops.length)) ?? '';
  return isIP(address) ? address : direct;
}

export const callerOf = ({ token, address, userAgent }: Client, requestId: string): Caller => ({
  account: token?.account ?? null,
  name: token?.name ?? null,
  roles: token?.roles ?? [],
  scopes: token?.scopes ?? [],
  signIn: token?.signIn ?? null,
  requestId,
  address,
  userAgent,
});
