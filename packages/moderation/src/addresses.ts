/** Links, e-mail addresses and names on messengers, also where `@` and `.` are put in words: `name (at) mail dot com`. */
import type { Finding, FindingKind } from './finding.ts';

/** Top-level domains that people give addresses in. A full stop without a blank after it is no link: `clean.The`. */
const TLDS =
  'com|net|org|info|eu|biz|io|co|app|dev|shop|store|online|site|website|xyz|club|pro|tv|cc|gg|ly|gl|link|page|gmbh|' +
  'de|at|ch|uk|ie|fr|es|it|pt|nl|be|lu|pl|cz|se|no|dk|fi|us|ca|mx|br|ar|au|nz|in|ru|ua|tr|me|to|so|is|la';
/** Those that are words too, so that only more than `word.word` makes a link of them: `nice.it was`. */
const WORDS_TOO = new Set('at be es in is it la me no so to us'.split(' '));
/** Those that follow a `.` put in a word, or set apart by blanks: none that is a word after it (French `point de vente`). */
const SURE = 'com|net|org|info|eu|biz';
const AFTER_DOT_WORD: readonly (readonly [word: string, tlds: string])[] = [
  ['dot', `${SURE}|io|co|uk|de|fr|nl`],
  ['punkt', `${SURE}|de|at|ch`],
  ['point', `${SURE}|fr`],
  ['punto', `${SURE}|it`],
  ['ponto', `${SURE}|pt|br`],
  ['punt', `${SURE}|nl|be`],
  ['kropka', `${SURE}|pl`],
];
const DOT_WORDS = AFTER_DOT_WORD.map(([word]) => word).join('|');
const AT_WORDS = 'at|ät|arroba|arobase|chiocciola|apenstaartje|malpa|małpa|klammeraffe';

const BRACKETED_AT = new RegExp(` ?[([{<] ?(?:${AT_WORDS}|@) ?[)\\]}>] ?`, 'giu');
const BRACKETED_DOT = new RegExp(` ?[([{<] ?(?:${DOT_WORDS}|\\.) ?[)\\]}>] ?`, 'giu');
const DOT_IN_WORDS = AFTER_DOT_WORD.map(
  ([word, tlds]) => new RegExp(`(?<=[\\p{L}\\d]) ${word} (?=(?:${tlds})(?![\\p{L}\\d]))`, 'giu'),
);
const AT_IN_WORDS = new RegExp(
  `(?<=[\\p{L}\\d]) (?:${AT_WORDS}) (?=[\\p{L}\\d-]{1,63}\\.(?:${TLDS})(?![\\p{L}\\d.-]))`,
  'giu',
);
const SPACED_DOT = new RegExp(`(?<=[\\p{L}\\d] ?@ ?[\\p{L}\\d-]{1,63}) ?\\. ?(?=(?:${SURE}|de)(?![\\p{L}\\d]))`, 'gu');

const MAILBOX = '[\\p{L}\\d][\\p{L}\\d._%+-]{0,63}';
const MAIL_HOSTS = 'gmail|googlemail|hotmail|outlook|yahoo|gmx|icloud|proton(?:mail)?|t-online';
const EMAIL = new RegExp(
  `${MAILBOX} ?@ ?(?:[\\p{L}\\d-]{1,63}\\.(?:[\\p{L}\\d-]{1,63}\\.){0,3}\\p{L}{2,24}|(?:${MAIL_HOSTS}))(?![\\p{L}\\d])` +
    `|${MAILBOX} (?:${AT_WORDS}) (?:gmail|googlemail|hotmail|gmx)(?![\\p{L}\\d])`,
  'giu',
);

const LINK = new RegExp(
  '(?:https?|hxxps?|ftp):\\/\\/\\S{1,2000}' +
    '|(?<![\\p{L}\\d])www ?\\. ?[\\p{L}\\d-]{1,63}(?:\\.[\\p{L}\\d-]{1,63})*(?:[/?#]\\S*)?' +
    `|(?<![\\p{L}\\d@.-])(?:[\\p{L}\\d-]{1,63}\\.){1,4}(?:${TLDS})(?![\\p{L}\\d-])(?!\\.[\\p{L}\\d])(?:[/?#]\\S{0,2000})?(?: \\p{L})?`,
  'giu',
);

const MESSENGERS =
  'whats ?app|telegram|viber|wechat|instagram|insta|snapchat|skype|facebook|messenger|threema|discord|tiktok';
/** A name on a messenger: behind the messenger's, or behind `@` where it has a sign that no first name has. */
const HANDLE = new RegExp(
  `(?<![\\p{L}\\d])(?:${MESSENGERS})(?: ?[:=] ?@?| (?:name|id|user|username|nick)[ :=]{1,3}@?| @)(?=[\\w.]*[a-z])[\\w.]{3,40}` +
    '|(?<![\\p{L}\\d])(?:signal|snap|fb) @[\\w.]{3,40}' +
    '|(?<![\\p{L}\\d@])@(?=[a-z.]{0,29}[\\d_]|[a-z]{1,29}\\.[a-z])[a-z][\\w.]{2,29}',
  'giu',
);

/** The addresses in a plain text, and the text without them. */
export function findAddresses(plain: string): { findings: readonly Finding[]; rest: string } {
  const spelled = inSigns(plain);
  const emails = take(spelled, 'EMAIL', EMAIL);
  const links = take(emails.rest, 'LINK', LINK, isLink);
  const handles = take(links.rest, 'HANDLE', HANDLE);
  return { findings: [...emails.findings, ...links.findings, ...handles.findings], rest: handles.rest };
}

/** Words and brackets that stand for `@` and `.` as those signs. */
function inSigns(plain: string): string {
  const dotted = DOT_IN_WORDS.reduce(
    (text, pattern) => text.replaceAll(pattern, '.'),
    plain.replaceAll(BRACKETED_AT, '@').replaceAll(BRACKETED_DOT, '.'),
  );
  return dotted.replaceAll(AT_IN_WORDS, '@').replaceAll(SPACED_DOT, '.');
}

function take(
  text: string,
  kind: FindingKind,
  pattern: RegExp,
  counts: (match: string) => boolean = () => true,
): { findings: readonly Finding[]; rest: string } {
  const findings: Finding[] = [];
  const rest = text.replaceAll(pattern, (match) => {
    if (!counts(match)) return match;
    findings.push({ kind, excerpt: match });
    return ' | '; // so that what stood before and after is not read as one
  });
  return { findings, rest };
}

/** Of what has the form of a domain: whether it is more than two sentences without a blank between them. */
function isLink(match: string): boolean {
  if (/:\/\/|^www/i.test(match)) return true;
  const { host = '', path, next } = /^(?<host>[^/?# ]+)(?<path>[/?#]\S*)?(?<next> \p{L})?$/u.exec(match)?.groups ?? {};
  if (path) return true;
  const labels = host.split('.');
  const tld = labels.at(-1) ?? '';
  if (!/\p{L}{2}|\p{L}\d|\d\p{L}/u.test(labels.slice(0, -1).join('.'))) return false; // `5.de`, `z.b.in`
  if (/^\p{Lu}/u.test(tld) && host !== host.toUpperCase()) return false;
  const wordToo = WORDS_TOO.has(tld.toLowerCase());
  return !wordToo || !next || labels.length > 2 || /[-\d]/.test(host);
}
