/**
 * The insults of the covered languages but English, from the «List of Dirty, Naughty, Obscene, and Otherwise Bad Words»
 * (https://github.com/LDNOOBW, CC BY 4.0). Made for search suggestions, it also lists many a word of the household and of
 * other languages; those are excused here.
 */
import de from 'naughty-words/de.json' with { type: 'json' };
import es from 'naughty-words/es.json' with { type: 'json' };
import fr from 'naughty-words/fr.json' with { type: 'json' };
import it from 'naughty-words/it.json' with { type: 'json' };
import nl from 'naughty-words/nl.json' with { type: 'json' };
import pl from 'naughty-words/pl.json' with { type: 'json' };
import pt from 'naughty-words/pt.json' with { type: 'json' };
import { folded } from './spelling.ts';

interface WordList {
  readonly words: readonly string[];
  /** What plurals and cases add to a word of four letters or more. */
  readonly endings: readonly string[];
}

const LISTS: readonly WordList[] = [
  { words: de, endings: ['n', 'en', 'er', 'ern', 's', 'es', 'e', 'in', 'innen'] },
  { words: es, endings: ['s', 'es'] },
  { words: fr, endings: ['s', 'es', 'e', 'x'] },
  { words: it, endings: [] },
  { words: nl, endings: ['s', 'en'] },
  { words: pl, endings: [] },
  { words: pt, endings: ['s', 'es'] },
  // what they leave out
  {
    words: [
      ...['idiot', 'moron', 'imbecile', 'dumbass', 'smartass', 'jackass', 'fatass', 'cocksucker', 'scumbag', 'wanker'],
      ...['trottel', 'depp', 'vollidiot', 'scheiß', 'beschissen', 'arschgeige', 'arschlöcher', 'drecksau', 'mistkerl'],
      ...['missgeburt', 'spast', 'hurensöhne', 'scheißkerl', 'verfickt', 'vollarsch', 'dreckskerl', 'hohlkopf'],
      ...['ta gueule', 'abruti', 'abrutie', 'crétin', 'imbécile', 'ducon', 'enculer', 'bâtard'],
      ...['cabrona', 'estúpido', 'estúpida', 'pendeja', 'hijos de puta', 'coños'],
      ...['stronzi', 'stronze', 'cretino', 'cretina', 'bastardo', 'bastardi', 'cazzi', 'puttane', 'troie', 'idiota'],
      ...['klootzakken', 'eikels', 'kutwijf', 'kankerlijer', 'tyfuslijer', 'debiel'],
      ...['kretyn', 'kurwa mać', 'skurwiel', 'cabrão', 'filha da puta', 'otário', 'imbecil'],
    ],
    endings: ['s', 'e', 'en', 'in'],
  },
];

/** Listed words that are everyday ones in a household, a trade or another of the languages: not taken, in no form. */
const EVERYDAY: ReadonlySet<string> = foldedWords(
  // German
  'bonze fratze ische kimme lümmel möpse mufti nackt nippel pinkeln popel poppen rosette schabracke schiesser schnackeln',
  'vögeln',
  // French
  'bander bite bitte bourré bourrée caca chatte chiottes con conne cul folle gerbe gerber gueule jouir meuf pédale péter',
  'pipi pisser ramoner suce tanche tapette zizi negro',
  // Spanish
  'asesinato chupada chupetón concha drogas esperma heroína infierno maciza maldito martillo orina pedo pezón pinche pis',
  'racista semen sexo travesti trio',
  // Italian
  'anale bagnarsi balle battere belino biga boiata bordello brinca cacca cadavere casci cesso cozza fava femminuccia',
  'fica finocchio goldone guardone inferno ingoio loffa mannaggia mona monta montare mussa palle palloso patacca pesce',
  'picio pippa pisello pistolotto pompa porca porco potta quaglia regina ruffiano sbattere sbattersi scopare scopata sega spagnola',
  'succhione tirare topa vacca vangare zinne',
  // Dutch
  'afrossen aftrekken afzuigen anita aso balen bedonderen bekken belazeren beurt boemelen del dombo draaikont drol engerd',
  'flikken gat griet hol huisdealer johny kanen kettingzeug klaarkomen klooien knor kont lummel matje mof muts naaien',
  'naakt nicht opzouten paal palen pijpen pik poep poepen poot pot potverdorie publiciteitsgeil raaskallen reet rukken',
  'schatje schoft slempen spuiten standje stootje toeter vergallen vingeren watje wijf wippen zaadje zuigen',
  // Polish (`după` is Romanian for after, `suka` Indonesian for to like)
  'burdel cyc dmuchać dupa duperele jajco jajko lizać rzygać suka syf zajebisty',
  // Portuguese
  'aborto amador aranha ariano bicha bissexual bumbum burro cacete camisinha cerveja chupar cocaína coito comer consolo cu',
  'fecal gozar heterosexual homoerótico homosexual lésbica mama pau pinto saco torneira transar veado vibrador xana',
);

/** Words that differ from an insult in accents or endings alone: not minded when they are written just so. */
export const EXCUSED: ReadonlySet<string> = new Set(
  [
    'cono conos débil mose moses pede pedes', // of coño, debil, möse, pédé
    'dick dicke dickem dicken dicker dickes dicks dicky', // German for thick, and a first name
    'retard retards râpe râpes râpé râper', // French: late, a grater
    'boob booby bestial fu hooker hookers rapped tit', // a boob to be put right, a tit in the garden, Kung Fu
  ].flatMap((words) => words.split(' ')),
);

/** Sayings that are listed for one sense and mostly used in the other: to walk the dog, to mow the lawn, to have it cleaned. */
const EVERYDAY_SAYINGS: ReadonlySet<string> = new Set([
  ...['aardappels afgieten', 'achter het raam zitten', 'buiten de pot piesen', 'de ballen', 'de hond uitlaten'],
  ...[
    'de koffer induiken',
    'de pijp uitgaan',
    'een beurt geven',
    'een nummertje maken',
    'een wip maken',
    'gras maaien',
  ],
  ...['voor zijn', 'op zn hondjes', 'driehoog achter wonen', 'menage a trois', 'grande folle', 'fiesta de salchichas'],
  ...[
    'haciendo el amor',
    'sexo oral',
    'tetas grandes',
    'tia buena',
    'nave scuola',
    'porca miseria',
    'porco due',
    'porco zio',
  ],
  ...[
    'zio cantante',
    'dum raio',
    'frango assado',
    'homem gay',
    'passar um cheque',
    'braulio de borracha',
    'robic loda',
  ],
]);

const SHORTEST_INFLECTED = 4; // letters: shorter ones would turn into other words

/** All forms, folded; sayings with one space between their words. */
export const INSULTS: ReadonlySet<string> = new Set(
  LISTS.flatMap(({ words, endings }) =>
    words
      .map((word) => folded(word).replaceAll("'", '').replaceAll('-', ' '))
      .filter((word) => !EVERYDAY.has(word) && !EVERYDAY_SAYINGS.has(word))
      .flatMap((word) =>
        word.length < SHORTEST_INFLECTED || word.includes(' ')
          ? [word]
          : [word, ...endings.map((ending) => word + ending)],
      ),
  ),
);

/** How many words the longest of them has. */
export const LONGEST_SAYING = Math.max(...[...INSULTS].map((insult) => insult.split(' ').length));

function foldedWords(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')).map(folded));
}
