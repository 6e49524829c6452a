import { compareText } from '../../text/order';
import { compareLists } from './generic';

/** What stands behind the numbers of a version, as far as makers agree on its meaning. */
export interface Suffix {
  /** Below 0 before the release, above 0 after it. */
  readonly stage: number;
  readonly numbers: readonly number[];
  /** `w` of `1.1.1w`; compared by length first, as `za` follows `z`. */
  readonly letters: string;
}

const stages: ReadonlyMap<string, number> = new Map([
  ...['dev', 'snapshot', 'nightly', 'unstable'].map((word) => [word, -6] as const),
  ...['alpha', 'a'].map((word) => [word, -5] as const),
  ...['beta', 'b'].map((word) => [word, -4] as const),
  ...['milestone', 'm'].map((word) => [word, -3] as const),
  ...['pre', 'preview', 'ea', 'prerelease'].map((word) => [word, -2] as const),
  ...['rc', 'cr', 'c'].map((word) => [word, -1] as const),
  ...['final', 'ga', 'release', 'stable', 'lts', ''].map((word) => [word, 0] as const),
  ...['p', 'pl', 'patch', 'sp', 'u', 'update', 'hf', 'hotfix', 'post', '_'].map((word) => [word, 2] as const),
]);

/** `-rc.1`, `_hotfix1`, ` SP1`; of one letter only where a number follows at once (`9.6p1`), as `-b08` may be a build. */
const worded =
  /^(?:[-._ ]?(dev|snapshot|nightly|unstable|alpha|beta|milestone|prerelease|preview|pre|ea|rc|cr|final|ga|release|stable|lts|pl|patch|sp|update|hotfix|hf|post)[-._ ]?|([abmcpu])(?=\d)|-(p)(?=\d)|(_)(?=\d))(\d{0,15})$/i;

/** `undefined`: may mean earlier or later, and no rule says which. What follows a plus sign does not count. */
export function suffixOf(text: string): Suffix | undefined {
  const [own = ''] = text.split('+');
  if (own === '') return { stage: 0, numbers: [], letters: '' };
  if (/^[a-z]{1,2}$/i.test(own)) return { stage: 1, numbers: [], letters: own.toLowerCase() };
  const found = worded.exec(own);
  if (!found) return undefined;
  const [, word, letter, patch, underscore, number = ''] = found as readonly (string | undefined)[];
  const stage = stages.get((word ?? letter ?? patch ?? underscore ?? '').toLowerCase());
  return stage === undefined ? undefined : { stage, numbers: number === '' ? [] : [Number(number)], letters: '' };
}

export const compareSuffixes = (a: Suffix, b: Suffix): number =>
  a.stage - b.stage || compareLists(a.numbers, b.numbers) || compareLetters(a.letters, b.letters);

const compareLetters = (a: string, b: string): number => a.length - b.length || compareText(a, b);
