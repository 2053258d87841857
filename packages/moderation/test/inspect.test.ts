import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FindingKind } from '../src/finding.ts';
import { inspect } from '../src/inspect.ts';
import { EXCUSED, INSULTS } from '../src/insult-words.ts';

const kindsIn = (text: string): FindingKind[] => [...new Set(inspect(text).map(({ kind }) => kind))];

const CAUGHT: Readonly<Record<FindingKind, readonly string[]>> = {
  LINK: [
    'see https://example.com/a?b=c',
    'HTTP://EXAMPLE.COM',
    'hxxp://example.com',
    'www.example.de',
    'www . example',
    'all prices at example.com.',
    'Mueller-Sanitaer.at hilft',
    'MUELLER.DE',
    'müller.de hat mehr',
    'visit rossi.it',
    'on bit.ly/3xYz',
    'sub.domain.example.co.uk',
    'my site example dot com',
    'meine Seite: beispiel punkt de',
    'mon site exemple point fr',
    'example[.]com',
    'example (dot) org',
    'ｅｘａｍｐｌｅ．ｃｏｍ',
    'exam\u200bple.com',
  ],
  EMAIL: [
    'anna@example.com',
    'ANNA.B+jobs@MAIL.EXAMPLE.ORG',
    'anna (at) mail dot com',
    'anna [at] mail [dot] com',
    'anna{at}mail.com',
    'anna at mail dot com',
    'anna AT mail.com',
    'anna ät beispiel punkt de',
    'anna arroba correo punto com',
    'anna arobase courriel point fr',
    'anna (chiocciola) posta punto it',
    'anna małpa poczta kropka pl',
    'anna @ mail . com',
    'anna@gmail',
    'anna at gmail',
    'anna＠example．com',
    'an\u00adna@exam\u200dple.com',
  ],
  PHONE: [
    '+49 170 1234567',
    '+49 (0)170 / 123 45 67',
    '0049-170-1234567',
    'ruf 0170/1234567 an',
    '(030) 123 45 67',
    '030 / 1234567',
    '06 12 34 56 78',
    '06.12.34.56.78',
    '020 7946 0958',
    '07700 900123',
    '555-234-5678',
    '(555) 234-5678',
    '1 555 234 5678',
    '5552345678',
    '612 345 678',
    '+1-555-234-5678.',
    '9123 4567',
    '044 668 18 00',
    'O17O 1234567',
    '０１７０ １２３４５６７',
    'zero one seven zero one two three four five six seven',
    'null eins sieben null eins zwei drei vier fünf sechs',
    'six one two, three four five, six seven eight',
    '0 1 7 0 1 2 3 4 5 6 7',
    'am 03.06.2026 unter 0170 1234567',
  ],
  HANDLE: ['insta: anna.cleans', 'Telegram @annacleans', 'my whatsapp name: anna', 'find me, @anna_92', '@anna92'],
  INSULT: [
    'What an asshole.',
    'FUCKING useless',
    'motherfuckers',
    'sh1t work',
    '$hit work',
    'f*ck this',
    'fuuuuck',
    'f u c k you',
    'f.u.c.k',
    'You idiot!',
    'ｆｕｃｋ',
    'So ein Arschloch!',
    'ARSCHLÖCHER',
    'Arschlocher',
    '4rschloch',
    'Scheeeiße gearbeitet',
    'scheisse',
    'diese Schlampen',
    's-c-h-e-i-s-s-e',
    'quel connard',
    'Connards !',
    'ENCULÉ',
    'encule',
    'fils de pute',
    'hijo de puta',
    'qué c4brón',
    'gilipollas',
    '¡Coño!',
    'che stronzo',
    'vaffanculo',
    'wat een klootzak',
    'godverdomme',
    'filho da puta',
    'que merda',
    'kurwa',
    'ty skurwysynu, ty skurwysyn',
  ],
};

describe.each(Object.entries(CAUGHT))('%s is found in', (kind, texts) => {
  test.each(texts)('%s', (text) => {
    expect(kindsIn(text)).toContain(kind);
  });
});

const PASSES = {
  'names that have an insult in them': [
    'Scunthorpe, Penistone, Cockermouth, Clitheroe and Lightwater',
    'Assistant class at Essex and Sussex, cocktails at Dickens’',
    'the therapist’s document, an analysis of shiitake',
    'Arsenal, Uranus, Montenegro, Matsushita',
  ],
  English: [
    'He was on time, fixed the stopcock and the ball cock, and swept up. 10/10!',
    'A great job at a fair price: $120 for 2.5 hours, flat 455, 3rd floor.',
    'The sash window is tight, the grass cut, the boiler serviced.',
    'We met at 8.30-9.00. It was fine.It was quick.The tap works.',
    'Wi-Fi signal: good everywhere now. He is at home with Node.js as well.',
    'Great!!! Would hire again... 5 stars, v2.0 of our kitchen',
    'Thank you @Maria, see you at work. In the end all was well',
    'Dick was early and did more than asked.',
  ],
  German: [
    'Dickes Lob! Kanal gereinigt, neuer Nippel und Rosette am Hahn, nichts tropft mehr.',
    'Am 03.06.2026 von 08.00-16.30 Uhr, pro Stunde 45,00 €, gesamt 1.200,50 €.',
    'Bitte gern wieder. Der Dreck von den Vögeln ist weg, die Möpse haben zugesehen.',
    'PLZ 10115 Berlin, 3. OG, Termin 04.06.-07.06., Rechnung vom 05/06/2026.',
    'Die Wand war nackt, jetzt ist sie verputzt. Alles 1a! Gut.Info folgt.',
    'Abo gekündigt, der Techniker hat nicht gewankt.',
  ],
  French: [
    'Arrivé en retard mais travail parfait, bitte schön, la pédale de la poubelle marche.',
    'À ce point de vente, on m’a bien conseillé. Il a ramoné la cheminée et débouché les chiottes.',
    'Le cul-de-sac est propre, la chatte du voisin aussi, et le plombier est sympa.De plus il est rapide.',
  ],
  Spanish: [
    'Con martillo y madera maciza, muy bien. El punto es que cumplió con todo.',
    'Se llama Concha, trabaja en negro y blanco; la presión era débil. Puso un cono de tráfico.',
  ],
  Italian: ['Ha montato la pompa, usato la sega, scopato il cortile. Regina dei finocchi, tirare la porta.'],
  Dutch: ['Hij kan gras maaien, de hond uitlaten, pijpen spuiten, het gat dichten en het huis een beurt geven.'],
  Polish: ['Zostawił porządek, jajko na miękko, było zajebisty remont po syf.'],
  Portuguese: ['Fica tudo limpo, a torneira nova, o saco e o pau; ele pede pouco e a cerveja estava fresca.'],
};

describe.each(Object.entries(PASSES))('nothing is minded in %s', (_name, texts) => {
  test.each(texts)('%s', (text) => {
    expect(inspect(text)).toEqual([]);
  });
});

test('what is found is told in plain spelling, each thing once', () => {
  expect(inspect('Arschloch! Arschloch! Call +49 170 1234567 or anna (at) mail dot com')).toEqual([
    { kind: 'EMAIL', excerpt: 'anna@mail.com' },
    { kind: 'PHONE', excerpt: '+49 170 1234567' },
    { kind: 'INSULT', excerpt: 'Arschloch' },
  ]);
});

const SINGLE_WORDS = [...INSULTS].filter((insult) => !insult.includes(' ') && !EXCUSED.has(insult));

describe('rules for any text', () => {
  test('every listed insult is found, in capitals too, and in no longer word', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SINGLE_WORDS), (insult) => {
        expect(kindsIn(`Well, ${insult}.`)).toContain('INSULT');
        expect(kindsIn(`WELL ${insult.toUpperCase()}!`)).toContain('INSULT');
        expect(kindsIn(`zq${insult}zq`)).not.toContain('INSULT');
      }),
      { numRuns: 300 },
    );
  });

  test('an e-mail address is found, however its signs are put', () => {
    const name = fc.stringMatching(/^[a-z][a-z\d]{2,12}$/);
    const at = fc.constantFrom('@', ' @ ', '(at)', ' [at] ', ' {@} ', ' at ', ' ät ');
    const dot = fc.constantFrom('.', '[.]', ' (dot) ', ' [dot] ', ' dot ', ' punkt ');
    fc.assert(
      fc.property(name, at, name, dot, fc.constantFrom('com', 'net', 'org', 'info'), (box, a, host, d, tld) => {
        expect(kindsIn(`write to ${box}${a}${host}${d}${tld} please`)).toContain('EMAIL');
      }),
    );
  });

  test('an international phone number is found, however it is grouped', () => {
    const groups = fc.array(fc.stringMatching(/^\d{2,3}$/), { minLength: 3, maxLength: 4 });
    const separators = fc.constantFrom('', ' ', '-', '/', '.', ' / ', ') ');
    fc.assert(
      fc.property(fc.constantFrom('+', '00', '(+'), groups, separators, (prefix, parts, separator) => {
        const number = `${prefix}49${separator}${parts.join(separator)}`;
        expect(kindsIn(`Call ${number}, thanks`)).toContain('PHONE');
      }),
    );
  });

  test('a date or a price is no phone number', () => {
    const number = (min: number, max: number) => fc.integer({ min, max });
    const dates = fc
      .tuple(number(1, 31), number(1, 12), number(1990, 2040), fc.constantFrom('.', '/', '-'))
      .map(([day, month, year, separator]) => [day, month, year].join(separator));
    const prices = fc
      .tuple(number(0, 99_999_999), fc.constantFrom('en', 'de', 'fr', 'de-CH'))
      .map(([cents, locale]) =>
        new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).format(cents / 100),
      );
    fc.assert(
      fc.property(fc.oneof(dates, prices), fc.oneof(dates, prices), (one, two) => {
        expect(inspect(`${one} and ${two}`)).toEqual([]);
      }),
    );
  });

  test('any text is inspected, and what is told of it is short', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const { excerpt } of inspect(text)) expect([...excerpt].length).toBeLessThanOrEqual(80);
      }),
    );
  });

  test.each(['1', 'a.', 'a@', '+(', ' at ', 'eins ', 'www.', '@a.', '_', 'f ', '1.1.', 'http://', '!'])(
    'a text of %j alone takes no more than its length',
    (unit) => {
      // a pattern that goes back and forth would not end in this test's time
      expect(inspect(unit.repeat(20_000)).length).toBeLessThan(20_000);
    },
  );
});
