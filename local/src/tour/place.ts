import { loadPlaces } from '@marketplace/places/places';

const berlin = loadPlaces().find((place) => place.name === 'Berlin' && place.countryCode === 'DE');
if (!berlin) throw new Error('Berlin is missing from the list of places');

/** Where the tour happens. The provider works from the city's centre; the customer lives 3 km off. */
export const TOUR_PLACE = {
  point: berlin.point,
  city: berlin.name,
  countryCode: berlin.countryCode,
  timeZone: berlin.timeZone,
};

export const CUSTOMER_HOME = { latitude: 52.4988, longitude: 13.4191 };
export const CUSTOMER_ADDRESS = 'Oranienstraße 25, 10999 Berlin, 3rd floor';
