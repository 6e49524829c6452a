import { compareDigits } from './debian';
import type { VersionScheme } from './scheme';
import { compareText } from '../../text/order';

/** RPM's `[epoch:]version[-release]`, ordered as rpm-version(7) says. */
export const rpm: VersionScheme = {
  id: 'rpm',
  isValid: (version) => /^(\d{1,9}:)?[A-Za-z0-9._+~^]+(-[A-Za-z0-9._+~^]+)?$/.test(version) && version.length <= 256,
  compare(a, b) {
    const left = split(a);
    const right = split(b);
    // rpm ignores the release where one side has none.
    const releases = left.release !== undefined && right.release !== undefined ? compareSegments(left.release, right.release) : 0;
    return left.epoch - right.epoch || compareSegments(left.version, right.version) || releases;
  },
  floor: (version) => `${version}~`,
  alike(version, bound) {
    const { epoch, version: plain, release } = split(version);
    const withEpoch = epoch > 0 && bound.includes(':') ? `${epoch}:` : '';
    return withEpoch + plain + (release !== undefined && split(bound).release !== undefined ? `-${release}` : '');
  },
};

function split(text: string): { epoch: number; version: string; release: string | undefined } {
  const colon = text.indexOf(':');
  const [version = '', release] = text.slice(colon + 1).split('-', 2);
  return { epoch: colon < 0 ? 0 : Number(text.slice(0, colon)), version, release };
}

/** Segments of digits or letters; other characters only separate, but `~` sorts before the end and `^` right after it. */
function compareSegments(a: string, b: string): number {
  const left = a.match(/\d+|[A-Za-z]+|~|\^/g) ?? [];
  const right = b.match(/\d+|[A-Za-z]+|~|\^/g) ?? [];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const x = left[i];
    const y = right[i];
    const order = rank(x) - rank(y);
    if (order !== 0) return order;
    if (x === undefined || y === undefined) return 0;
    const inner = /^\d/.test(x) ? compareDigits(x, y) : compareText(x, y);
    if (inner !== 0) return inner;
  }
  return 0;
}

const rank = (segment: string | undefined): number => {
  if (segment === undefined) return 1;
  if (segment === '~') return 0;
  if (segment === '^') return 2;
  return /^\d/.test(segment) ? 4 : 3;
};
