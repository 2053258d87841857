import { isGeoPoint } from '@marketplace/kernel/geo';
import { expect, test } from 'vitest';
import { loadPlaces } from '../src/places.ts';

const places = loadPlaces();

test('every place has a point on the globe, a zone that exists and at least 100,000 people', () => {
  expect(places.length).toBeGreaterThan(4_000);
  const zones = new Set(places.map((place) => place.timeZone));
  for (const zone of zones) expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
  for (const place of places) {
    expect(isGeoPoint(place.point), place.name).toBe(true);
    expect(place.population).toBeGreaterThanOrEqual(100_000);
  }
});

test('the largest come first, and a city known to everybody is where it should be', () => {
  expect(places.every((place, index) => index === 0 || place.population <= (places[index - 1]?.population ?? 0))).toBe(
    true,
  );
  expect(places.find((place) => place.name === 'Berlin')).toMatchObject({
    countryCode: 'DE',
    timeZone: 'Europe/Berlin',
  });
});
