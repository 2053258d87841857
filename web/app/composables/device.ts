/** In the order in which they are looked for: each later one's name is in the agents of earlier ones too. */
const BROWSERS = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;
const SYSTEMS = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const;

/** "Firefox · Windows" of a browser's user agent; anything else as it calls itself. */
export function deviceName(agent: string | null | undefined): string | undefined {
  if (!agent) return undefined;
  const nameIn = (list: readonly (readonly [string, string])[]) => list.find(([mark]) => agent.includes(mark))?.[1];
  const names = [nameIn(BROWSERS), nameIn(SYSTEMS)].filter(Boolean);
  return names.length ? names.join(' · ') : agent;
}
