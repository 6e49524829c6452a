import type { VersionScheme } from './scheme';

/** Debian's `[epoch:]upstream[-revision]`, ordered as deb-version(7) says. */
export const debian: VersionScheme = {
  id: 'deb',
  isValid: (version) => /^(\d{1,9}:)?\d[A-Za-z0-9.+~:-]*$/.test(version) && !version.endsWith('-') && version.length <= 256,
  compare(a, b) {
    const left = split(a);
    const right = split(b);
    return left.epoch - right.epoch || compareParts(left.upstream, right.upstream) || compareParts(left.revision, right.revision);
  },
  // A tilde sorts before the end of the text.
  floor: (version) => `${version}~`,
  alike(version, bound) {
    const { upstream, epoch, revision, hasRevision } = split(version);
    const wanted = split(bound);
    const withEpoch = epoch > 0 && bound.includes(':') ? `${epoch}:` : '';
    if (wanted.hasRevision) return `${withEpoch}${upstream}${hasRevision ? `-${revision}` : ''}`;
    return withEpoch + (/^[\d.]+$/.test(wanted.upstream) ? withoutRepacking(upstream) : upstream);
  },
};

/** Marks of Debian packagers, who repack sources without what they may not ship, or go back without an epoch. */
const withoutRepacking = (upstream: string): string =>
  upstream.replace(/^.*\+really(?=\d)/, '').replace(/[+~.](dfsg|ds|repack)[\d.]*$/, '');

interface Parts {
  readonly epoch: number;
  readonly upstream: string;
  readonly revision: string;
  readonly hasRevision: boolean;
}

function split(version: string): Parts {
  const colon = version.indexOf(':');
  const rest = version.slice(colon + 1);
  const dash = rest.lastIndexOf('-');
  return {
    epoch: colon < 0 ? 0 : Number(version.slice(0, colon)),
    upstream: dash < 0 ? rest : rest.slice(0, dash),
    revision: dash < 0 ? '' : rest.slice(dash + 1),
    hasRevision: dash >= 0,
  };
}

/** Alternates between stretches of other characters and stretches of digits; a missing stretch of digits is 0. */
function compareParts(a: string, b: string): number {
  const left: string[] = a.match(/\d+|\D+/g) ?? [];
  const right: string[] = b.match(/\d+|\D+/g) ?? [];
  if (/^\d/.test(left[0] ?? '')) left.unshift('');
  if (/^\d/.test(right[0] ?? '')) right.unshift('');
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const order = i % 2 === 0 ? compareText(left[i] ?? '', right[i] ?? '') : compareDigits(left[i] ?? '', right[i] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

function compareText(a: string, b: string): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const order = weight(a[i]) - weight(b[i]);
    if (order !== 0) return order;
  }
  return 0;
}

/** A tilde comes before the end, letters before all other characters. */
const weight = (character: string | undefined): number =>
  character === undefined
    ? 0
    : character === '~'
      ? -1
      : /[A-Za-z]/.test(character)
        ? character.charCodeAt(0)
        : character.charCodeAt(0) + 256;

/** Of any length, so not by way of numbers. */
export function compareDigits(a: string, b: string): number {
  const left = a.replace(/^0+/, '');
  const right = b.replace(/^0+/, '');
  return left.length - right.length || compareText(left, right);
}
