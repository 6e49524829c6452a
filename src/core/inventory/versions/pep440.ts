import { compareLists } from './generic';
import type { VersionScheme } from './scheme';

const shape =
  /^v?(?:(\d{1,9})!)?(\d{1,15}(?:\.\d{1,15}){0,9})(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\d{0,9}))?(?:-(\d{1,9})|[-_.]?(?:post|rev|r)[-_.]?(\d{0,9}))?([-_.]?dev[-_.]?(\d{0,9}))?(\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?$/i;

/** Python's versions by the version specifiers specification (PEP 440). Local parts (`+ubuntu1`) do not count. */
export const pep440: VersionScheme = {
  id: 'pypi',
  isValid: (version) => version.length <= 256 && shape.test(version),
  compare(a, b) {
    const left = key(a);
    const right = key(b);
    return left.epoch - right.epoch || compareLists(left.release, right.release) || compareLists(left.rest, right.rest);
  },
  floor: (version) => (/[a-z]/i.test(version.replace(/^v/i, '')) ? version : `${version}.dev0`),
};

const preStages: ReadonlyMap<string, number> = new Map(Object.entries({ a: 1, alpha: 1, b: 2, beta: 2, c: 3, rc: 3, pre: 3, preview: 3 }));
const last = Number.MAX_SAFE_INTEGER;

/** Order within a release: 1.dev0 < 1a1 < 1 < 1.post1.dev0 < 1.post1; of the three, dev ends before none. */
function key(version: string): { epoch: number; release: number[]; rest: number[] } {
  const [, epoch = '0', release = '', pre, preNumber, implicitPost, postNumber, dev, devNumber] = shape.exec(version) ?? [];
  const post = implicitPost ?? postNumber;
  const stage = pre ? (preStages.get(pre.toLowerCase()) ?? 3) : dev !== undefined && post === undefined ? 0 : 4;
  return {
    epoch: Number(epoch),
    release: release.split('.').map(Number),
    rest: [stage, Number(preNumber ?? 0), post === undefined ? 0 : 1 + Number(post), dev === undefined ? last : Number(devNumber)],
  };
}
