/** Which of a supergraph's @override labels hold for one request: those that are switched on, and `percent(n)` by chance. */
export type ChooseLabels = () => readonly string[];

const PERCENT = /^percent\((\d+(?:\.\d+)?)\)$/;
const NONE: readonly string[] = [];

/** @param random gives a number from 0 to below 1 */
export function labelChooser(
  labels: readonly string[],
  switchedOn: ReadonlySet<string>,
  random: () => number = Math.random,
): ChooseLabels {
  if (labels.length === 0) return () => NONE;
  const rules = labels.map((label) => {
    const percent = PERCENT.exec(label)?.[1];
    return { label, share: percent === undefined ? (switchedOn.has(label) ? 1 : 0) : Number(percent) / 100 };
  });
  return () => {
    const drawn = random(); // one for all: half of the requests take the whole of two moves by 50 %
    return rules.flatMap(({ label, share }) => (drawn < share ? label : []));
  };
}
