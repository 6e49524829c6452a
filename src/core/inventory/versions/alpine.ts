import { compareDigits } from './debian';
import { compareLists } from './generic';
import type { VersionScheme } from './scheme';
import { compareText } from '../../text/order';

const shape =
  /^(\d{1,30}(?:\.\d{1,30}){0,20})([a-z]?)((?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d{0,30}){0,8})(?:~([0-9a-f]{1,64}))?(?:-r(\d{1,9}))?$/;
const suffixes = ['alpha', 'beta', 'pre', 'rc', '', 'cvs', 'svn', 'git', 'hg', 'p'];

/** Alpine's `1.2.3_rc1-r0`, as apk-package(5) says. */
export const alpine: VersionScheme = {
  id: 'apk',
  isValid: (version) => shape.test(version),
  compare(a, b) {
    const [left, right] = [split(a), split(b)];
    return (
      compareNumbers(left.numbers, right.numbers) ||
      compareText(left.letter, right.letter) ||
      compareLists(left.suffixes, right.suffixes) ||
      left.revision - right.revision
    );
  },
  floor: (version) => (/_|-r\d/.test(version) ? version : `${version}_alpha`),
  alike: (version, bound) => (/-r\d/.test(bound) ? version : version.replace(/-r\d{1,9}$/, '')),
};

interface Parts {
  readonly numbers: readonly string[];
  readonly letter: string;
  readonly suffixes: readonly number[];
  readonly revision: number;
}

function split(version: string): Parts {
  const [, numbers = '', letter = '', suffix = '', , revision = '0'] = shape.exec(version) ?? [];
  const words = [...suffix.matchAll(/_([a-z]+)(\d*)/g)].flatMap(([, word = '', number = '']) => [
    suffixes.indexOf(word) - suffixes.indexOf(''),
    Number(number),
  ]);
  return { numbers: numbers.split('.'), letter, suffixes: words, revision: Number(revision) };
}

/** Behind the first dot a number that begins with 0 is a fraction: `1.05` < `1.1`. A longer list is later. */
function compareNumbers(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x = '', y = ''] = [a[i], b[i]];
    const order = i > 0 && (x.startsWith('0') || y.startsWith('0')) ? compareText(x, y) : compareDigits(x, y);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
