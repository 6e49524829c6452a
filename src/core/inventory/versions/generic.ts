import type { VersionScheme } from './scheme';

const shape = /^v?(\d{1,15}(?:\.\d{1,15}){0,9})(?:[-.]?(alpha|beta|rc|pre|dev|snapshot)[-.]?(\d{0,15}))?$/i;

/**
 * Dotted numbers of any length, missing ones count as 0, with the usual words for a pre-release. Any other suffix may
 * mean earlier or later, and no rule says which: not valid.
 */
export const generic: VersionScheme = {
  id: 'generic',
  isValid: (version) => shape.test(version),
  compare(a, b) {
    const left = split(a);
    const right = split(b);
    return compareLists(left.release, right.release) || compareLists(left.stage, right.stage);
  },
  floor: (version) => (shape.exec(version)?.[2] ? version : `${version}-dev`),
};

const stages = ['dev', 'snapshot', 'alpha', 'beta', 'pre', 'rc'];

function split(version: string): { release: number[]; stage: number[] } {
  const [, release = '', word, number = ''] = shape.exec(version) ?? [];
  return {
    release: release.split('.').map(Number),
    stage: word ? [stages.indexOf(word.toLowerCase()), Number(number)] : [stages.length],
  };
}

/** Element by element; a missing one counts as 0. */
export function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const order = (a[i] ?? 0) - (b[i] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}
