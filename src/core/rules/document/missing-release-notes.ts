import { defineRule } from '../rule';

export const missingReleaseNotes = defineRule({
  id: 'document/missing-release-notes',
  target: 'manifest',
  reads: ['manifest'],
  severity: 'info',
  confidence: 'likely',
  hazards: ['unknown-state'],
  fixable: false,
  summary: 'Nothing in the package says what changes',
  rationale: `Without release notes nobody can tell the people whom the upgrade concerns what becomes different, what was mended, and what they have to do: they learn it afterwards. Ask the vendor for them.

Any file counts whose name says that it is for this: release notes, a changelog, NEWS, UPGRADING, README, in whatever form. Silent for packages of which the manifest names no version, and for those of fewer than ten files, as a mended script needs no book.`,
  references: ['https://keepachangelog.com/en/1.1.0/'],
  messages: {
    none: (d: { version: string }) =>
      `No file of the package says what ${d.version} changes: ask the vendor for release notes before the decision.`,
  },
  check({ path, syntax }, { report, package: { files, manifest } }) {
    const { version } = syntax;
    if (!version || manifest?.path !== path || files.length < leastFiles || files.some((file) => notes.test(file.path))) return;
    report(version.span, 'none', { data: { version: version.value } });
  },
});

const leastFiles = 10;

const notes =
  /(^|\/)[^/]*(read[-_ ]?me|change[-_ ]?log|changes|release|news|history|upgrad(e|ing)|whats?[-_ ]?new|liesmich|versionshinweise|aenderungen)[^/]*$/i;
