import webPush from 'web-push';
import { type Pusher, PushGone } from '../application/push-ports.ts';
import type { Push } from '../domain/push.ts';
import { guardedPost } from './guarded-post.ts';
import { objectionTo } from './public-addresses.ts';

const { generateRequestDetails } = webPush; // CommonJS

const LIFETIME_S = 24 * 60 * 60; // for a browser that is off; what is older stands in the app
// together well below the 4,096 bytes that push services take
const MAX_TITLE = 200;
const MAX_BODY = 800;
const NOT_FOUND = 404;
const GONE = 410;

export interface VapidKeys {
  /** base64url. */
  readonly publicKey: string;
  readonly privateKey: string;
  /** `mailto:` or `https:`, for push services to complain to. */
  readonly subject: string;
}

/** Sends by the Web Push protocol. `allowPrivate`: for tests, plain http and private addresses too. */
export function webPusher(vapidDetails: VapidKeys, allowPrivate = false): Pusher {
  const post = guardedPost(allowPrivate);
  return {
    key: vapidDetails.publicKey,
    objection: (endpoint) => objectionTo(endpoint, allowPrivate),
    send: async (push, { endpoint, keys }) => {
      // its own sending would follow a name to any address and read an answer of any length
      const { headers, body } = generateRequestDetails({ endpoint, keys }, payloadOf(push), {
        vapidDetails,
        TTL: LIFETIME_S,
        urgency: 'high',
        topic: push.id.slice(push.id.indexOf('_') + 1), // a second one takes the place of the first
      });
      const status = await post(endpoint, { headers: { ...headers }, body: body ?? '' });
      if (status === NOT_FOUND || status === GONE) throw new PushGone(`the push service answered ${status}`);
      if (status < 200 || status >= 300) throw new Error(`the push service answered ${status}`);
    },
  };
}

const payloadOf = ({ id, title, body, url }: Push): string =>
  JSON.stringify({ id, title: title.slice(0, MAX_TITLE), body: body.slice(0, MAX_BODY), url });
