import type { OfferingInHand } from './booking.ts';
import { type Narrator, tell } from './narrator.ts';
import {
  MyOfferingsDocument,
  SaveOfferingDocument,
  SetAvailabilityDocument,
  SkillsDocument,
  UpdateProviderDocument,
} from './operations.gen.ts';
import { accepted, type Person, present } from './person.ts';
import { TOUR_PLACE } from './place.ts';

const TITLE = 'Two-hour home cleaning';
const PRICE = { amount: 8_400, currency: 'EUR' };
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '08:00', to: '20:00' }));

/** A provider opens shop: profile, hours and one offering. Every part can be repeated. */
export async function openShop(provider: Person, narrator: Narrator): Promise<OfferingInHand> {
  const { skills } = await provider.call(SkillsDocument, {});
  const skill = present(
    skills?.find((candidate) => /clean/i.test(candidate.name)),
    'a cleaning skill',
  );
  const { point, city, countryCode, timeZone } = TOUR_PLACE;
  accepted(
    (
      await provider.call(UpdateProviderDocument, {
        input: {
          bio: 'Careful, on time, and I bring my own things.',
          skillIds: [skill.id],
          location: { point, city, countryCode, timeZone },
          serviceRadiusMeters: 15_000,
        },
      })
    ).updateProvider,
  );
  narrator.act(provider.name, `opens shop in ${city}: ${skill.name.toLowerCase()}, up to 15 km from home`);
  accepted(
    (
      await provider.call(SetAvailabilityDocument, {
        input: { weeklyHours: EVERY_DAY, timeZone, bufferMinutes: 30 },
      })
    ).setAvailability,
  );
  const offeringId = (await existingOffering(provider)) ?? (await saveOffering(provider, skill.id));
  narrator.act(provider.name, `offers “${TITLE}” for ${tell(PRICE)}, every day from 8 to 20`);
  return { id: offeringId, title: TITLE, price: PRICE, timeZone, skillId: skill.id };
}

async function existingOffering(provider: Person): Promise<string | undefined> {
  const { viewer } = await provider.call(MyOfferingsDocument, {});
  return viewer?.provider?.offerings.find((offering) => offering.title === TITLE)?.id;
}

async function saveOffering(provider: Person, skillId: string): Promise<string> {
  const { saveOffering: payload } = await provider.call(SaveOfferingDocument, {
    input: {
      title: TITLE,
      description: 'Kitchen, bathroom and floors of a two-room flat.',
      skillId,
      price: PRICE,
      priceUnit: 'JOB',
      durationMinutes: 120,
    },
  });
  return present(accepted(payload).offering, 'the offering').id;
}
