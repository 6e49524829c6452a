import type { SourceEntry } from '../../package/source';
import { defineRule } from '../rule';
import type { PackageView } from '../../subject/subject';
import { binaries, dayOf, timeOf } from '../../facts/binaries';

/** A product that comes out yearly leaves no program of its own alone for two releases. */
const tooOld = 2;
const yearLength = 365.25 * 86_400_000;

/** What others made: libraries keep their times through many releases of those who ship them. */
const ofOthers = /\.(so(\.\d+)*|dll|dylib|class|wasm)$|(^|\/)(vendor|third[_-]?party|node_modules|site-packages|jre|jdk|runtimes?)\//i;

interface Facts {
  readonly path: string;
  readonly day: string;
  /** Whole years. */
  readonly years: number;
  /** When half of the other files had been changed for the last time. */
  readonly others: string;
}

export const staleBinary = defineRule({
  id: 'package/stale-binary',
  target: 'package',
  reads: ['binary'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['unknown-state'],
  fixable: false,
  summary: 'A program is years older than the package that brings it',
  rationale: `Scripts, migrations and settings of a release are written for its programs. A program whose time lies years before theirs was
most likely not built for this release: an old build was packed. New settings then meet a program that does not know them, or fixes
that the release notes promise are missing.

The time is the entry's in the archive, compared with the middle one of all other files. The rule is silent about libraries and bundled
runtimes, which keep their times for long, about times that were never recorded, and about packages whose files are old as a whole.`,
  references: ['https://reproducible-builds.org/docs/timestamps/'],
  messages: {
    stale: ({ path, day, years, others }: Facts) =>
      `${path} was last changed on ${day}, ${years} years before most other files of the package (${others}): it was hardly built for this release.`,
  },
  check(reviewed, { report }) {
    const others = middleTime(reviewed);
    if (others === undefined) return;
    for (const entry of binaries(reviewed)) {
      const time = timeOf(entry);
      if (time === undefined || ofOthers.test(entry.path) || others - time < tooOld * yearLength) continue;
      report({ path: entry.path, span: { start: 0, end: 0 } }, 'stale', {
        data: { path: entry.path, day: dayOf(time), years: Math.floor((others - time) / yearLength), others: dayOf(others) },
      });
    }
  },
});

/** The median: one file from the future, or from a decade ago, says nothing of a package. */
function middleTime(reviewed: PackageView<'binary'>): number | undefined {
  const programs = new Set<SourceEntry>(binaries(reviewed));
  const times = reviewed.files.filter((entry) => !programs.has(entry)).flatMap((entry) => timeOf(entry) ?? []);
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}
