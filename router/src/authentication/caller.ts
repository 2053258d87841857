import type { IncomingMessage } from 'node:http';
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

export const clientOf = (request: IncomingMessage, token: VerifiedToken | null): Client => ({
  token,
  address: request.socket.remoteAddress ?? null,
  userAgent: request.headers['user-agent']?.slice(0, MAX_USER_AGENT) ?? null,
});

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
