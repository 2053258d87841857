import { earlier, SECOND } from '@marketplace/kernel/clock';
import { type GeoPoint, isGeoPoint } from '@marketplace/kernel/geo';
import { parseId } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import { isEnRoute } from '../domain/order.ts';
import { etaMinutes, type Position } from '../domain/travel.ts';
import type { Asker } from '../domain/visibility.ts';
import { lockVisible } from './act-on-order.ts';
import { continued } from './continued.ts';
import type { Application, Call } from './ports.ts';
import { visibleOrders } from './read-orders.ts';

export interface ReportLocationInput {
  readonly orderId: string;
  readonly point: GeoPoint;
  readonly heading?: number | null | undefined;
}

/**
 * The provider on the way tells where they are. A report that comes sooner than two seconds after the last is passed over.
 * The one thing that is told without an outbox: nothing but the newest position counts.
 */
export async function reportLocation(app: Application, call: Call, input: ReportLocationInput): Promise<void> {
  const { point, heading = null } = input;
  if (!isGeoPoint(point)) refuse('INVALID_INPUT', 'This is no point on earth.', ['point']);
  if (heading !== null && !(heading >= 0 && heading <= 360))
    refuse('INVALID_INPUT', 'A heading is 0 to 360 degrees.', ['heading']);
  const now = app.clock.now();
  const position: Position = { point: { latitude: point.latitude, longitude: point.longitude }, heading, at: now };
  const taken = await app.transact(call.origin, async (tx) => {
    const { order, role } = await lockVisible(tx, call, input);
    if (role !== 'PROVIDER' || !isEnRoute(order))
      refuse('TRANSITION_NOT_ALLOWED', 'Only the provider tells where they are, from departure to start.');
    const notSince = earlier(now, app.settings.positionSeconds * SECOND);
    return (await tx.savePosition(order.id, position, notSince)) ? order.id : undefined;
  });
  if (taken) app.positions.announce(taken, position);
}

/** With the estimated time of arrival. */
export interface ProviderPosition extends Position {
  readonly etaMinutes: number;
}

/**
 * The last known position, then each new one until work starts or the order ends. Only for the order's customer:
 * refuses with NOT_FOUND anybody else. Silent before departure.
 */
export async function followProvider(
  app: Application,
  asker: Asker,
  orderId: string,
): Promise<AsyncIterableIterator<ProviderPosition>> {
  const id = parseId('ord', orderId);
  if (!id) return noSuchOrder();
  const positions = app.positions.follow(id); // before the order is read: a start in between must not be missed
  const [visible] = await visibleOrders(app, asker, [id]);
  const order = visible?.role === 'CUSTOMER' ? visible.order : undefined;
  if (order?.status !== 'ACCEPTED') await positions.return();
  if (!order) return noSuchOrder();
  const withEta = (position: Position): ProviderPosition => ({
    ...position,
    etaMinutes: etaMinutes(position.point, order.location, app.settings),
  });
  const last = isEnRoute(order) ? await app.reads.position(id) : undefined;
  if (last) positions.offer(last);
  return continued([], positions, async (position) => withEta(position));
}

const noSuchOrder = (): never => refuse('NOT_FOUND', 'There is no such order.', ['orderId']);
