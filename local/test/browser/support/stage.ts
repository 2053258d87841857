/** The whole marketplace and its web app and a real browser before it. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { WorldSize } from '@marketplace/demo/generate';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { startMarketplace } from '../../../src/marketplace.ts';
import { readSettings } from '../../../src/settings.ts';
import { startWebProcess } from './web-process.ts';

export const DEMO_PASSWORD = 'demo-demo-demo';
/** For one step of a page, on a machine that does much else. */
const PATIENCE_MS = 60_000;
const SMALL: WorldSize = { providers: 60, customers: 20, orders: 300 };

export type Visitor = 'customer' | 'provider' | 'moderator' | 'operator' | 'guest';

export interface Stage {
  readonly url: string;
  readonly apiUrl: string;
  readonly browser: Browser;
  /** A browser of its own for one of the demo accounts, signed in; or for a guest. */
  visitor(who: Visitor, options?: BrowserContextOptions & { origin?: string }): Promise<BrowserContext>;
  /** Takes the API away and leaves the web. */
  stopApi(): Promise<void>;
  end(): Promise<void>;
}

export async function openStage(chromiumPath: string, size: WorldSize = SMALL): Promise<Stage> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'marketplace-web-'));
  const settings = readSettings({
    DATA_DIR: folder,
    ROUTER_PORT: '0',
    WEB_PORT: '0',
    DEMO_PASSWORD,
    LOG_LEVEL: 'error',
  });
  const marketplace = await startMarketplace(settings, size);
  const web = await startWebProcess(marketplace.url);
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu'] });
  let stopped: Promise<void> | undefined;
  const stopApi = () => (stopped ??= marketplace.stop());
  return {
    url: web.url,
    apiUrl: marketplace.url,
    browser,
    stopApi,
    async visitor(who, { origin = web.url, ...options } = {}) {
      const context = await browser.newContext({
        baseURL: origin,
        locale: 'en-GB',
        timezoneId: 'Europe/Berlin',
        ...options,
      });
      context.setDefaultTimeout(PATIENCE_MS);
      if (who !== 'guest') await signIn(context, origin, `${who}@demo.test`);
      return context;
    },
    async end() {
      await browser.close();
      await web.close();
      await stopApi();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As the page does it; its form has a test of its own. */
async function signIn(context: BrowserContext, origin: string, email: string): Promise<void> {
  const answer = await context.request.post(`${origin}/session/sign-in`, {
    headers: { origin },
    data: { email, password: DEMO_PASSWORD },
  });
  const { userErrors } = await answer.json();
  if (!answer.ok() || userErrors?.length !== 0) throw new Error(`${email} could not sign in: ${await answer.text()}`);
}

/** Asks the API as the context's person, through the web's own server. */
export async function askAs<T>(
  context: BrowserContext,
  origin: string,
  query: string,
  variables: object = {},
): Promise<T> {
  const answer = await context.request.post(`${origin}/graphql`, { headers: { origin }, data: { query, variables } });
  const { data, errors } = await answer.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}
