/** All bounded contexts in this process, composed from the environment that each would read on its own. */
import * as auth from '@marketplace/auth/compose';
import type { DemoWorld } from '@marketplace/demo/world';
import type { Clock } from '@marketplace/kernel/clock';
import { readEnvironment } from '@marketplace/kernel/environment';
import type { Logger } from '@marketplace/kernel/logger';
import type { PublicApi } from '@marketplace/notification/application/webhook-ports';
import * as notification from '@marketplace/notification/compose';
import * as order from '@marketplace/order/compose';
import * as payment from '@marketplace/payment/compose';
import * as review from '@marketplace/review/compose';
import type { BoundedContext } from '@marketplace/subgraph/subgraph';
import * as user from '@marketplace/user/compose';

export interface Contexts {
  readonly auth: auth.AuthContext;
  /** In the order in which they start. */
  readonly all: readonly BoundedContext[];
  /** Gives webhooks' operations the API that stands on these contexts. Until then deliveries of theirs wait. */
  servePublicApi(api: PublicApi): void;
  importDemo(world: DemoWorld, password: string): Promise<void>;
}

export async function composeContexts(
  variables: Readonly<Record<string, string>>,
  loggerOf: (context: string) => Logger,
  clock?: Clock,
): Promise<Contexts> {
  let publicApi: PublicApi = async () => {
    throw new Error('the router is not there yet');
  };
  const contexts = {
    auth: await auth.fromConfig(readEnvironment(auth.environment, variables), loggerOf('auth'), clock),
    user: await user.fromConfig(readEnvironment(user.environment, variables), loggerOf('user'), clock),
    order: await order.fromConfig(readEnvironment(order.environment, variables), loggerOf('order'), clock),
    payment: await payment.fromConfig(readEnvironment(payment.environment, variables), loggerOf('payment'), clock),
    review: await review.fromConfig(readEnvironment(review.environment, variables), loggerOf('review'), clock),
    notification: await notification.fromConfig(
      readEnvironment(notification.environment, variables),
      loggerOf('notification'),
      clock,
      (request) => publicApi(request),
    ),
  };
  return {
    auth: contexts.auth,
    all: Object.values(contexts),
    servePublicApi(api) {
      publicApi = api;
    },
    async importDemo(world, password) {
      await contexts.auth.importDemo(world, password);
      await contexts.user.importDemo(world);
      await contexts.order.importDemo(world);
      await contexts.payment.importDemo(world);
      await contexts.review.importDemo(world);
      await contexts.notification.importDemo(world);
    },
  };
}
