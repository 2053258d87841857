import { expect, test } from 'vitest';
import { distanceMeters, publicDistance, publicPoint } from '../src/geo.ts';

test('Berlin to Hamburg is 255 km, and the date line is no wall', () => {
  const berlin = { latitude: 52.5244, longitude: 13.4105 };
  expect(distanceMeters(berlin, { latitude: 53.5507, longitude: 9.993 }) / 1000).toBeCloseTo(255, 0);
  expect(distanceMeters({ latitude: 0, longitude: 179.9 }, { latitude: 0, longitude: -179.9 }) / 1000).toBeCloseTo(
    22.2,
    0,
  );
});

test('what the public sees of a home is a grid point and a rounded distance', () => {
  expect(publicPoint({ latitude: 52.52437, longitude: 13.41053 })).toEqual({ latitude: 52.525, longitude: 13.41 });
  expect(publicDistance(1_249)).toBe(1_200);
});
