import type { Clock } from '@marketplace/kernel/clock';
import type { Logger } from '@marketplace/kernel/logger';
import type { Broker } from '@marketplace/messaging/broker';
import type { Deadline } from '@marketplace/messaging/message-store';
import { type WebhookParts, webhookDelivering } from './deliver-webhook.ts';
import { DELIVER_WEBHOOK } from './offer-to-webhooks.ts';
import { requestUnparking, UNPARK } from './parked-messages.ts';
import type { Mailer, NotificationStore, UnsubscribeLinks } from './ports.ts';
import type { Pusher } from './push-ports.ts';
import { SEND_EMAIL, sendEmail } from './send-email.ts';
import { SEND_LETTER, sendLetter } from './send-letter.ts';
import { SEND_PUSH, sendPush } from './send-push.ts';

export interface FiringParts extends WebhookParts {
  readonly store: NotificationStore;
  readonly mailer: Mailer;
  readonly pusher: Pusher;
  readonly broker: Broker;
  readonly unsubscribeLinks: UnsubscribeLinks;
  readonly webUrl: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What to do about each kind of deadline: whatever this context does outside its store. */
export function firing(parts: FiringParts): (deadline: Deadline) => Promise<void> {
  const kinds: Readonly<Record<string, (deadline: Deadline) => Promise<void>>> = {
    [SEND_EMAIL]: (deadline) => sendEmail(parts, deadline),
    [SEND_LETTER]: (deadline) => sendLetter(parts, deadline),
    [SEND_PUSH]: (deadline) => sendPush(parts, deadline),
    [DELIVER_WEBHOOK]: webhookDelivering(parts),
    [UNPARK]: (deadline) => requestUnparking(parts, deadline),
  };
  return async (deadline) => {
    const fire = kinds[deadline.kind];
    if (!fire) throw new Error(`notification sets no deadline of the kind ${deadline.kind}`);
    await fire(deadline);
  };
}
