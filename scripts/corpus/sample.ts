import { entryOf } from '../../src/core/text/groups';
import type { Reviewed } from './judgements';
import type { CorpusFinding } from './review';

/** A finding that somebody is to judge, and what it was found in. */
interface Drawn extends CorpusFinding {
  readonly package: string;
  readonly version: string;
}

/** Of those that are shown by default and count, or of a group of rules whatever their confidence: the same seed draws the same ones. */
export function sampleOf(reviewed: readonly Reviewed[], size: number, seed: number, group?: string): readonly Drawn[] {
  const all = group === undefined ? countingIn(reviewed) : drawnFrom(reviewed, ({ rule }) => rule.startsWith(`${group}/`));
  const random = randomFrom(seed);
  for (let at = all.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [all[at], all[other]] = [all[other] as Drawn, all[at] as Drawn];
  }
  return all.slice(0, size);
}

/** The most frequent pairs of rule and package, each with its first finding: one cause makes many findings. */
export function clustersOf(reviewed: readonly Reviewed[], size: number): readonly { readonly count: number; readonly first: Drawn }[] {
  const clusters = new Map<string, Drawn[]>();
  for (const one of countingIn(reviewed)) entryOf(clusters, `${one.rule}\0${one.package}`, () => []).push(one);
  return [...clusters.values()]
    .sort((a, b) => b.length - a.length)
    .slice(0, size)
    .flatMap((found) => (found[0] ? [{ count: found.length, first: found[0] }] : []));
}

/** As a line of `judgements.jsonl` that waits for its verdict, with what was found. */
export const unjudged = ({ package: name, version, path, line, rule, severity, confidence, message }: Drawn): string =>
  JSON.stringify({ package: name, version, path, line, rule, severity, confidence, message });

const countingIn = (reviewed: readonly Reviewed[]): Drawn[] => drawnFrom(reviewed, ({ confidence }) => confidence !== 'possible');

const drawnFrom = (reviewed: readonly Reviewed[], isWanted: (finding: CorpusFinding) => boolean): Drawn[] =>
  reviewed.flatMap(({ package: name, version, findings }) =>
    findings
      .filter((finding) => finding.severity !== 'info' && isWanted(finding))
      .map((finding) => ({ ...finding, package: name, version })),
  );

/** Mulberry32: numbers below 1, the same ones for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
