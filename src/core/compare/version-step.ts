/** How far one version is from the next. `unknown`: one has no number, or the way leads back. */
export type VersionStep = 'same' | 'patch' | 'minor' | 'major' | 'unknown';

/** By the first three numbers, however the rest is written; versions that are the same text are the same. */
export function versionStep(older: string | undefined, newer: string | undefined): VersionStep {
  if (older === undefined || newer === undefined) return 'unknown';
  if (older === newer) return 'same';
  const [before, after] = [numbersOf(older), numbersOf(newer)];
  if (!before || !after) return 'unknown';
  const at = before.findIndex((number, place) => number !== after[place]);
  // What differs behind the third number is a build of the same version.
  if (at < 0) return 'patch';
  if ((after[at] ?? 0) < (before[at] ?? 0)) return 'unknown';
  return at === 0 ? 'major' : at === 1 ? 'minor' : 'patch';
}

/** Behind an epoch and a `v`. */
function numbersOf(version: string): readonly number[] | undefined {
  const [, major, minor = '0', patch = '0'] = /^(?:\d{1,9}:)?v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?/i.exec(version.trim()) ?? [];
  return major === undefined ? undefined : [major, minor, patch].map(Number);
}
