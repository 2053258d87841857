/** Given and family names by country, for people who never lived. */
export interface Names {
  readonly given: readonly string[];
  readonly family: readonly string[];
}

const german: Names = {
  given: [
    'Anna',
    'Jonas',
    'Lena',
    'Emre',
    'Marie',
    'Paul',
    'Ayşe',
    'Felix',
    'Clara',
    'Murat',
    'Greta',
    'Lukas',
    'Ida',
    'Oskar',
    'Nele',
    'Tim',
  ],
  family: [
    'Schmidt',
    'Weber',
    'Yılmaz',
    'Becker',
    'Hoffmann',
    'Kaya',
    'Krüger',
    'Lange',
    'Nowak',
    'Vogel',
    'Brandt',
    'Sommer',
    'Köhler',
    'Demir',
    'Arnold',
    'Busch',
  ],
};
const english: Names = {
  given: [
    'Olivia',
    'George',
    'Amara',
    'Harry',
    'Priya',
    'Jack',
    'Grace',
    'Mohammed',
    'Ella',
    'Noah',
    'Zoe',
    'Liam',
    'Chloe',
    'Daniel',
    'Ruth',
    'Owen',
  ],
  family: [
    'Taylor',
    'Okafor',
    'Patel',
    'Walker',
    'Khan',
    'Hughes',
    'Edwards',
    'Green',
    'Singh',
    'Wood',
    'Clarke',
    'Bailey',
    'Murphy',
    'Cooper',
    'Reid',
    'Lloyd',
  ],
};
const french: Names = {
  given: ['Camille', 'Louis', 'Inès', 'Hugo', 'Fatou', 'Jules', 'Manon', 'Karim', 'Léa', 'Arthur', 'Sofia', 'Gabriel'],
  family: [
    'Martin',
    'Bernard',
    'Diallo',
    'Moreau',
    'Benali',
    'Laurent',
    'Lefèvre',
    'Roux',
    'Garcia',
    'Fontaine',
    'Mercier',
    'Blanc',
  ],
};
const dutch: Names = {
  given: ['Sanne', 'Daan', 'Fenna', 'Sem', 'Noor', 'Bram', 'Lotte', 'Yusuf', 'Mila', 'Thijs'],
  family: ['de Jong', 'Bakker', 'Visser', 'van Dijk', 'Smit', 'Meijer', 'El Idrissi', 'Mulder', 'Bos', 'Peters'],
};
const spanish: Names = {
  given: ['Lucía', 'Mateo', 'Carmen', 'Diego', 'Valeria', 'Álvaro', 'Elena', 'Javier', 'Paula', 'Nicolás'],
  family: ['García', 'Fernández', 'López', 'Romero', 'Navarro', 'Torres', 'Molina', 'Ortega', 'Castillo', 'Vega'],
};
const japanese: Names = {
  given: ['Haruto', 'Yui', 'Sota', 'Hina', 'Ren', 'Aoi', 'Kaito', 'Sakura', 'Yuto', 'Mei'],
  family: ['Sato', 'Suzuki', 'Takahashi', 'Tanaka', 'Watanabe', 'Ito', 'Yamamoto', 'Nakamura', 'Kobayashi', 'Kato'],
};

export const NAMES: Readonly<Record<string, Names>> = {
  DE: german,
  AT: german,
  CH: german,
  GB: english,
  US: english,
  CA: english,
  AU: english,
  FR: french,
  NL: dutch,
  ES: spanish,
  JP: japanese,
};
