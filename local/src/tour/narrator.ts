import { currencyCode, formatMoney, type Money, money } from '@marketplace/kernel/money';

/** Tells the tour as it goes on. */
export interface Narrator {
  chapter(title: string): void;
  /** Somebody does something. */
  act(who: string, what: string): void;
  /** Somebody's screen changes by itself. */
  live(who: string, what: string): void;
  /** What is true afterwards. */
  fact(what: string): void;
}

export const silentNarrator: Narrator = { chapter() {}, act() {}, live() {}, fact() {} };

const NAME_WIDTH = 6;

export function terminalNarrator(write: (line: string) => void, colours: boolean): Narrator {
  const paint = (code: number, text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
  const name = (who: string) => who.padEnd(NAME_WIDTH);
  let chapters = 0;
  return {
    chapter(title) {
      chapters += 1;
      write('');
      write(paint(1, `${String(chapters).padStart(2)}  ${title}`));
    },
    act: (who, what) => write(`    ${paint(1, name(who))}  ${what}`),
    live: (who, what) => write(`    ${paint(32, `${name(who)}  ◂ live  ${what}`)}`),
    fact: (what) => write(`    ${' '.repeat(NAME_WIDTH)}  ${paint(2, what)}`),
  };
}

export function tell(amount: { readonly amount: number; readonly currency: string }): string {
  return formatMoney(toMoney(amount));
}

export const toMoney = (m: { readonly amount: number; readonly currency: string }): Money =>
  money(m.amount, currencyCode(m.currency));

/** E.g. `Tue 1 Dec, 14:00–16:00 · Berlin time`. */
export function tellWindow(window: { readonly start: string; readonly end: string }, timeZone: string): string {
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone });
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone });
  const city = timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  const [start, end] = [new Date(window.start), new Date(window.end)];
  return `${day.format(start)}, ${time.format(start)}–${time.format(end)} · ${city} time`;
}
