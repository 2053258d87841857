import { type CurrencyCode, currencyCode } from '@marketplace/kernel/money';
import { loadPlaces, type Place } from '@marketplace/places/places';

export interface DemoCity {
  readonly place: Place;
  readonly currency: CurrencyCode;
  /** Prices are thought of in euros; this many minor units stand for one euro here, rounded to `roundTo`. */
  readonly minorUnitsPerEuro: number;
  readonly roundTo: number;
  /** Its part of the providers. */
  readonly weight: number;
  readonly streets: readonly string[];
}

type Market = Pick<DemoCity, 'minorUnitsPerEuro' | 'roundTo'> & { readonly currency: string };
const EUR: Market = { currency: 'EUR', minorUnitsPerEuro: 100, roundTo: 100 };
const GBP: Market = { currency: 'GBP', minorUnitsPerEuro: 90, roundTo: 100 };
const USD: Market = { currency: 'USD', minorUnitsPerEuro: 130, roundTo: 100 };
const CHF: Market = { currency: 'CHF', minorUnitsPerEuro: 160, roundTo: 100 };
const CAD: Market = { currency: 'CAD', minorUnitsPerEuro: 150, roundTo: 100 };
const AUD: Market = { currency: 'AUD', minorUnitsPerEuro: 165, roundTo: 100 };
const JPY: Market = { currency: 'JPY', minorUnitsPerEuro: 160, roundTo: 100 };

const GERMAN_STREETS = ['Lindenstraße', 'Gartenweg', 'Schillerstraße', 'Am Markt', 'Bergstraße', 'Ringstraße'];
const ENGLISH_STREETS = ['Station Road', 'Church Lane', 'Mill Street', 'Park Avenue', 'Queen Street', 'Elm Grove'];

const CITIES: readonly (readonly [
  name: string,
  country: string,
  Market,
  weight: number,
  streets: readonly string[],
])[] = [
  ['Berlin', 'DE', EUR, 16, GERMAN_STREETS],
  ['Hamburg', 'DE', EUR, 8, GERMAN_STREETS],
  ['Munich', 'DE', EUR, 7, GERMAN_STREETS],
  ['Köln', 'DE', EUR, 5, GERMAN_STREETS],
  ['Vienna', 'AT', EUR, 6, GERMAN_STREETS],
  ['Zürich', 'CH', CHF, 4, GERMAN_STREETS],
  ['Amsterdam', 'NL', EUR, 5, ['Prinsengracht', 'Kerkstraat', 'Dorpsstraat', 'Molenweg']],
  ['Paris', 'FR', EUR, 8, ['Rue de la Gare', 'Rue Victor-Hugo', 'Avenue des Lilas', 'Rue du Moulin']],
  ['Madrid', 'ES', EUR, 5, ['Calle Mayor', 'Calle del Sol', 'Calle Real', 'Avenida de la Paz']],
  ['London', 'GB', GBP, 12, ENGLISH_STREETS],
  ['Manchester', 'GB', GBP, 4, ENGLISH_STREETS],
  ['New York City', 'US', USD, 12, ENGLISH_STREETS],
  ['Chicago', 'US', USD, 5, ENGLISH_STREETS],
  ['San Francisco', 'US', USD, 4, ENGLISH_STREETS],
  ['Toronto', 'CA', CAD, 4, ENGLISH_STREETS],
  ['Sydney', 'AU', AUD, 4, ENGLISH_STREETS],
  ['Tokyo', 'JP', JPY, 6, ['Sakura-dori', 'Ginza-dori', 'Midori-dori', 'Fuji-dori']],
];

export function demoCities(): readonly DemoCity[] {
  const places = loadPlaces();
  return CITIES.map(([name, country, market, weight, streets]) => {
    const place = places.find((candidate) => candidate.name === name && candidate.countryCode === country);
    if (!place) throw new Error(`${name} is not in the list of places`);
    return { ...market, currency: currencyCode(market.currency), place, weight, streets };
  });
}
