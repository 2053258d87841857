/** What a demo provider of a trade offers. Prices in whole euros; the city turns them into its own money. */
export interface Trade {
  readonly name: string;
  readonly weight: number;
  readonly offers: readonly Offer[];
  readonly bios: readonly string[];
}

export interface Offer {
  /** The skill's slug in the catalogue. */
  readonly skill: string;
  readonly title: string;
  readonly description: string;
  readonly euros: number;
  readonly unit: 'JOB' | 'HOUR';
  readonly minutes: number;
}

export const TRADES: readonly Trade[] = [
  {
    name: 'cleaning',
    weight: 9,
    offers: [
      {
        skill: 'home-cleaning',
        title: 'Weekly home cleaning',
        description: 'Kitchen, bathroom, floors and dust, by the hour. I bring what is needed.',
        euros: 24,
        unit: 'HOUR',
        minutes: 180,
      },
      {
        skill: 'home-cleaning',
        title: 'Two-room flat, top to bottom',
        description: 'Everything in a flat of up to 60 m², in one visit.',
        euros: 79,
        unit: 'JOB',
        minutes: 180,
      },
      {
        skill: 'deep-cleaning',
        title: 'Deep clean',
        description: 'Oven, fridge, tiles and behind the furniture.',
        euros: 149,
        unit: 'JOB',
        minutes: 300,
      },
      {
        skill: 'move-out-cleaning',
        title: 'Move-out clean with handover photos',
        description: 'Ready for the landlord, or I come back.',
        euros: 189,
        unit: 'JOB',
        minutes: 360,
      },
      {
        skill: 'window-cleaning',
        title: 'Windows, in and out',
        description: 'Up to ten windows with frames and sills.',
        euros: 69,
        unit: 'JOB',
        minutes: 120,
      },
    ],
    bios: [
      'Careful, on time, and I bring my own things.',
      'Ten years in hotels taught me where dust hides.',
      'Eco products only, and I love pets.',
    ],
  },
  {
    name: 'plumbing',
    weight: 5,
    offers: [
      {
        skill: 'leak-repair',
        title: 'Dripping tap or leaking pipe',
        description: 'Finding it and fixing it; small parts included.',
        euros: 85,
        unit: 'JOB',
        minutes: 60,
      },
      {
        skill: 'drain-unblocking',
        title: 'Blocked drain',
        description: 'Kitchen, shower or toilet, by machine where needed.',
        euros: 95,
        unit: 'JOB',
        minutes: 90,
      },
      {
        skill: 'bathroom-fitting',
        title: 'Basin, toilet or shower fitted',
        description: 'Old one out, new one in, sealed and tested.',
        euros: 220,
        unit: 'JOB',
        minutes: 240,
      },
      {
        skill: 'boiler-service',
        title: 'Yearly boiler service',
        description: 'Cleaned, measured and written down.',
        euros: 110,
        unit: 'JOB',
        minutes: 90,
      },
    ],
    bios: [
      'Master plumber, third generation.',
      'No call-out tricks: the price you see is the price you pay.',
      'Quick with leaks, patient with old houses.',
    ],
  },
  {
    name: 'electrical',
    weight: 5,
    offers: [
      {
        skill: 'wiring',
        title: 'Sockets and switches',
        description: 'Up to three new or moved, tested to the norm.',
        euros: 90,
        unit: 'JOB',
        minutes: 90,
      },
      {
        skill: 'lighting',
        title: 'Lamps hung and wired',
        description: 'Up to four lamps, also high ceilings.',
        euros: 75,
        unit: 'JOB',
        minutes: 90,
      },
      {
        skill: 'fuse-box',
        title: 'Fault finding',
        description: 'When the breaker trips and nobody knows why.',
        euros: 68,
        unit: 'HOUR',
        minutes: 60,
      },
      {
        skill: 'ev-charger',
        title: 'Wall box installed',
        description: 'Mounted, wired, registered with the grid.',
        euros: 480,
        unit: 'JOB',
        minutes: 300,
      },
    ],
    bios: [
      'Certified electrician. Safety first, tidy always.',
      'Old wiring is my speciality.',
      'I explain what I do, and I hoover afterwards.',
    ],
  },
  {
    name: 'handyman',
    weight: 4,
    offers: [
      {
        skill: 'furniture-assembly',
        title: 'Flat-pack furniture assembled',
        description: 'Any maker, any number of screws.',
        euros: 35,
        unit: 'HOUR',
        minutes: 120,
      },
      {
        skill: 'mounting',
        title: 'TV, shelves and pictures on the wall',
        description: 'Level, and in the right anchors.',
        euros: 59,
        unit: 'JOB',
        minutes: 60,
      },
      {
        skill: 'general-repairs',
        title: 'The small list',
        description: 'Everything that has waited for months, by the hour.',
        euros: 39,
        unit: 'HOUR',
        minutes: 120,
      },
    ],
    bios: ['Patient with manuals, quick with a drill.', 'One visit, one list, all done.'],
  },
  {
    name: 'painting',
    weight: 2,
    offers: [
      {
        skill: 'interior-painting',
        title: 'One room painted',
        description: 'Walls and ceiling up to 20 m², two coats.',
        euros: 340,
        unit: 'JOB',
        minutes: 480,
      },
      {
        skill: 'wallpapering',
        title: 'Wallpaper on one wall',
        description: 'Paste, pattern and edges.',
        euros: 160,
        unit: 'JOB',
        minutes: 240,
      },
    ],
    bios: ['Clean edges, covered floors.', 'Colour advice is free.'],
  },
  {
    name: 'gardening',
    weight: 2,
    offers: [
      {
        skill: 'lawn-care',
        title: 'Lawn mown and edged',
        description: 'Up to 300 m², cuttings taken along.',
        euros: 55,
        unit: 'JOB',
        minutes: 90,
      },
      {
        skill: 'hedge-trimming',
        title: 'Hedge trimmed',
        description: 'Up to 15 m, straight as a ruler.',
        euros: 90,
        unit: 'JOB',
        minutes: 150,
      },
    ],
    bios: ['Gardener by heart, with an electric van.', 'I know which bush hates which month.'],
  },
];

export const CUSTOMER_PRAISE: Readonly<Record<number, readonly string[]>> = {
  5: [
    'Excellent. On time, kind and thorough.',
    'Could not be better, booked again at once.',
    'Explained everything and left it spotless.',
    'Fast, fair, friendly.',
  ],
  4: [
    'Good work, a little late but told me in time.',
    'Solid and friendly.',
    'Very good, one small thing forgotten and fixed the next day.',
  ],
  3: ['All right for the price.', 'The work is fine, the phone call was not.'],
  2: ['Came late and was in a hurry.', 'Had to ask twice for the corner behind the door.'],
  1: ['Not what was agreed.'],
};

export const PROVIDER_PRAISE = [
  'Clear wishes, easy to find, gladly again.',
  'Friendly and well prepared.',
  'Everything was as described.',
];
