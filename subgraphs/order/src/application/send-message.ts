import { earlier, MINUTE } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import { isOpenForMessages, type OrderMessage } from '../domain/message.ts';
import type { Order } from '../domain/order.ts';
import { lockVisible } from './act-on-order.ts';
import { checkContent, given, MAX_TEXT_LENGTH } from './input-text.ts';
import { snapshotOf } from './order-events.ts';
import type { Application, Call } from './ports.ts';
import { recordEvent } from './record-step.ts';

export interface SendMessageInput {
  readonly orderId: string;
  readonly text: string;
}

/** No step of the order's: its version stays. Refuses with CONTENT_REJECTED, TOO_MANY_ATTEMPTS or TRANSITION_NOT_ALLOWED. */
export async function sendMessage(app: Application, call: Call, input: SendMessageInput): Promise<OrderMessage> {
  const { settings } = app;
  const text = given(input.text, MAX_TEXT_LENGTH, 'text');
  return app.transact(call.origin, async (tx) => {
    const { order: before, role } = await lockVisible(tx, call, input);
    const now = app.clock.now();
    if (role !== 'CUSTOMER' && role !== 'PROVIDER')
      return refuse('TRANSITION_NOT_ALLOWED', 'Only the two sides of an order write to each other.');
    if (!isOpenForMessages(before, now, settings))
      refuse(
        'TRANSITION_NOT_ALLOWED',
        `Messages go from when the payment is held until ${settings.messageDaysAfterEnd} days after the order’s end.`,
      );
    checkContent(text, before.steps.ACCEPT ? 'allowed' : 'not allowed', 'text');
    const recent = await tx.messagesSince(before.id, role, earlier(now, MINUTE));
    if (recent >= settings.messagesPerMinute)
      refuse('TOO_MANY_ATTEMPTS', `At most ${settings.messagesPerMinute} messages a minute.`);
    const order: Order = { ...before, events: before.events + 1 };
    const { id: orderId, events: number, status } = order;
    const message: OrderMessage = { id: newId('msg'), orderId, number, from: role, text, at: now };
    await tx.saveOrder(order);
    await tx.insertMessage(message);
    await recordEvent(tx, order, {
      orderId,
      number,
      type: 'order.message_sent',
      at: now,
      actor: role,
      status,
      detail: null,
    });
    const data = { order: snapshotOf(order), actor: role, messageId: message.id, text };
    await tx.publish({ type: 'order.message_sent', subject: orderId, data });
    return message;
  });
}
