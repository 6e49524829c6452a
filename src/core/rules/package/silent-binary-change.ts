import type { EntryChange } from '../../compare/entries';
import { defineRule, type Baseline } from '../rule';
import type { PackageView } from '../../subject/subject';
import { binaries, dayOf, timeOf } from '../../facts/binaries';
import { baseName } from '../../text/path';

interface Facts {
  readonly path: string;
  /** File name of the package that came before. */
  readonly older: string;
  /** What should have changed along with the content, and did not. */
  readonly same: string;
}

/** Archives of code: programs as well, though they need another program to run them. */
const codeArchive = /\.(jar|war|ear|pyc)$/i;

export const silentBinaryChange = defineRule({
  id: 'package/silent-binary-change',
  target: 'package',
  reads: ['baseline', 'binary', 'manifest'],
  severity: 'error',
  confidence: 'certain',
  hazards: ['untrusted-origin'],
  fixable: false,
  summary: 'A program has other content than before, and still the same version or time',
  rationale: `Whoever has tested version 5.2.0 thinks they know it. If a package of the same version carries another program, what was tested is not
what will run, and nothing tells the two apart afterwards: neither inventories nor support nor a rollback. It may be a rebuild that
nobody announced, a mix-up, or an exchanged file.

The rule compares programs with those of the package that came before (\`--baseline\`, *Compare with Previous Package*), byte by byte where
their checksums agree. It reports a program that differs although both packages have one version, although its file name carries a
full version that stayed, or although its time is exactly the old one. It is silent about times in packages whose files all have the
same one, and about programs that changed along with their version.`,
  references: ['https://semver.org/#spec-item-3', 'https://reproducible-builds.org/docs/definition/'],
  messages: {
    changed: ({ path, older, same }: Facts) =>
      `${path} has other content than in ${older}, although ${same}: what was tested under that name is not what is here.`,
  },
  check(reviewed, { report, baseline }) {
    if (!baseline) return;
    const programs = new Set(binaries(reviewed).map(({ path }) => path));
    for (const change of baseline.changes.entries) {
      const path = change.kind === 'changed' ? (change.after?.path ?? '') : '';
      if (!programs.has(path) && !codeArchive.test(path)) continue;
      const same = whatStayed(change, reviewed, baseline);
      if (same !== undefined)
        report({ path, span: { start: 0, end: 0 } }, 'changed', { data: { path, older: baseline.package.name, same } });
    }
  },
});

function whatStayed(
  { before, after }: EntryChange,
  reviewed: PackageView<'binary' | 'manifest'>,
  { package: older }: Baseline,
): string | undefined {
  const version = reviewed.manifest?.syntax.version?.value;
  if (version !== undefined && version === older.manifest?.syntax.version?.value) return `both packages are version ${version}`;
  const named = /(?<!\d)\d+\.\d+\.\d[\w.+~-]*?(?=\.[a-z]+$|$)/i.exec(baseName(after?.path ?? ''))?.[0];
  // Builds on the way to a version share its name by design.
  if (named !== undefined && !/snapshot|nightly/i.test(named)) return `its name still says ${named}`;
  const time = after && timeOf(after);
  if (time === undefined || before?.modified !== time || !tellsTimes(reviewed) || !tellsTimes(older)) return undefined;
  return `its time is still ${dayOf(time)}`;
}

/** Packages made reproducibly give all files one time. */
const tellsTimes = ({ files }: PackageView<'binary' | 'manifest'>): boolean =>
  new Set(files.flatMap((entry) => timeOf(entry) ?? [])).size > 1;
