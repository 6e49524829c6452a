import { archivesAbove } from '../../package/nested-path';
import { isTestMaterial } from '../../package/test-material';
import { listKind } from '../../parse/file-lists';
import { enumerate } from '../../text/enumerate';
import { defineRule } from '../rule';

/** Of what runs or is installed, a list that has so much of it means to have all. */
const wholeShare = 0.5;

export const unlistedFile = defineRule({
  id: 'manifest/unlisted-file',
  target: 'package',
  reads: ['lists', 'shell', 'sql', 'unit', 'crontab', 'code', 'binary'],
  severity: 'warning',
  confidence: 'certain',
  hazards: ['untrusted-origin'],
  fixable: false,
  summary: 'A file that runs is in none of the package’s lists',
  rationale: `The package lists its files with their digests, and a script, program, migration, unit or job of it stands in none of the lists. Whoever checks the package
against them is told that all is well, and runs a file for which nobody vouches: a hotfix that was slipped in by hand, or something worse.

One finding for each list. Where a list has less than half of what runs below its folder it does not mean to have all, and the finding is only mentioned. It is
silent for lists without digests, for a checksum of one file, for documents and settings, and for what is inside other archives.`,
  references: ['https://attack.mitre.org/techniques/T1195/002/'],
  messages: {
    unlisted: (d: { files: string; count: number; list: string }) =>
      `${d.files} ${d.count === 1 ? 'runs and is' : 'run and are'} not in ${d.list}: nobody vouches for ${d.count === 1 ? 'it' : 'them'}. Ask the vendor where ${d.count === 1 ? 'it comes' : 'they come'} from.`,
  },
  check({ files, subjects }, { report, lists = [] }) {
    const covering = lists.filter(({ kind, files: listed, path }) => {
      const isOfAll = kind === 'manifest' || (kind === 'checksums' && !path.endsWith('DEBIAN/md5sums'));
      return isOfAll && listed.filter((file) => file.path !== undefined && file.listed.digest).length > (kind === 'manifest' ? 0 : 1);
    });
    if (covering.length === 0) return;
    const vouched = new Set(
      lists.flatMap((list) => list.files.flatMap(({ path, listed }) => (path !== undefined && listed.digest ? [path] : []))),
    );
    const { shell, sql, unit, crontab, code, binary } = subjects;
    const runs = new Set([shell, sql, unit, crontab, code, binary].flatMap((kind) => kind.map(({ path }) => path)));
    const isRun = ({ path, mode = 0 }: (typeof files)[number]): boolean => runs.has(path) || (mode & 0o111) !== 0;
    const running = files.filter((file) => !file.symlink && isRun(file) && !listKind(file.path) && !isTestMaterial(file.path));
    const told = new Set<string>();
    for (const list of covering) {
      const archive = archivesAbove(list.path).at(-1);
      const below = running.filter(({ path }) => path.startsWith(list.base) && archivesAbove(path).at(-1) === archive);
      const open = below.filter(({ path }) => !vouched.has(path) && !told.has(path)).map(({ path }) => path);
      const [first] = list.files;
      if (open.length === 0 || !first) continue;
      for (const path of open) told.add(path);
      const isWhole = below.length - open.length >= below.length * wholeShare;
      const related = open
        .slice(0, 10)
        .map((path) => ({ at: 'package' as const, path, span: { start: 0, end: 0 }, message: 'not listed' }));
      const data = { files: enumerate(open), count: open.length, list: list.path };
      report({ path: list.path, span: first.listed.span }, 'unlisted', { data, ...(!isWhole && { atMost: 'info' }), related });
    }
  },
});
