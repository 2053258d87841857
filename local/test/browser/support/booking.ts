/** What the tests of the main job do more than once, as a person does it. */

import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { askAs, type Stage } from './stage.ts';

interface Business {
  viewer: {
    provider: {
      id: string;
      displayName: string;
      location: { city: string; countryCode: string; point: { latitude: number; longitude: number } };
      offerings: { id: string; active: boolean }[];
    };
  };
}

export async function businessOf(provider: BrowserContext, stage: Stage) {
  const { viewer } = await askAs<Business>(
    provider,
    stage.url,
    '{ viewer { provider { id displayName location { city countryCode point { latitude longitude } } offerings { id active } } } }',
  );
  return viewer.provider;
}

/** A page whose scripts have taken over. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('html[data-ready]').waitFor();
}

/** From a provider's page to the order's, in the three steps. */
export async function book(page: Page, providerId: string): Promise<string> {
  await open(page, `/providers/${providerId}`);
  await page
    .getByRole('link', { name: /^Choose a time/ })
    .first()
    .click();
  const times = page.getByRole('radio');
  await times.first().waitFor();
  await times.first().check({ force: true }); // the label covers it
  await page.getByRole('button', { name: /^Hold \d\d:\d\d for 10 minutes$/ }).click();
  await page.locator('[data-test=held]').waitFor();
  await page.getByLabel('Where should they come?').fill('Lindenweg 7, 2nd floor');
  await page.getByLabel(/Anything they should know/).fill('The bell is broken, please knock.');
  await page.getByRole('button', { name: 'On to payment' }).click();
  await page.getByRole('button', { name: /^Pay .+, held until the job is done$/ }).click();
  await page.waitForURL(/\/orders\/ord_/);
  return new URL(page.url()).pathname;
}

export async function headline(page: Page, text: string | RegExp): Promise<void> {
  await page.locator('[data-test=headline]').filter({ hasText: text }).waitFor();
}

export const stepsShown = (page: Page): Promise<(string | null)[]> =>
  page.locator('[data-test=timeline] li').evaluateAll((items) => items.map((item) => item.getAttribute('data-step')));

export async function expectSteps(page: Page, steps: readonly string[]): Promise<void> {
  await page.locator(`[data-test=timeline] li[data-step="${steps.at(-1)}"]`).waitFor();
  expect(await stepsShown(page)).toEqual(steps);
}
