import type { Node } from 'jsonc-parser';
import type { SourceEntry } from '../package/source';
import type { Manifest } from '../package/manifest';
import { parseShell } from '../parse/shell';
import type { SqlScript } from '../parse/sql';
import type { UnitFile } from '../parse/systemd';
import { groupSubjects } from '../subject/group';
import type { Subject, UpgradePackage } from '../subject/subject';
import { unitMentions } from '../facts/units/mentions';
import { parseJson, spanOf } from '../text/json';
import { overlaps, type Span } from '../text/span';
import type { Link } from './link';
import { PackagePaths } from './package-paths';
import { shellLinks } from './shell-links';

/**
 * Where a file names others of its package: sourced and called scripts, programs of units and cron jobs, units, included
 * SQL, entries of the manifest. `subjects` are those of one file. In the order of places, none overlaps another.
 */
export function linksIn(subjects: readonly Subject[], files: readonly SourceEntry[], manifest?: Manifest): Link[] {
  const paths = new PackagePaths(files, manifest);
  const own: UpgradePackage = {
    name: '',
    files,
    manifest: undefined,
    subjects: groupSubjects(subjects),
  };
  const found = [
    ...unitNames(own, paths),
    ...own.subjects.shell.flatMap(({ syntax, path }) => shellLinks(syntax, path, paths)),
    ...own.subjects.crontab.flatMap((crontab) => commandsOfJobs(crontab, paths)),
    ...own.subjects.unit.flatMap(({ syntax, path }) => programsOfUnit(syntax, path, paths)),
    ...own.subjects.sql.flatMap(({ syntax, path }) => includes(syntax, path, paths)),
    ...own.subjects.manifest.flatMap(({ text, path }) => entriesOfManifest(text, path, paths)),
  ];
  const apart: Link[] = [];
  for (const link of found.sort((a, b) => a.span.start - b.span.start)) {
    const last = apart.at(-1);
    if (link.path !== subjects[0]?.path && !(last && overlaps(last.span, link.span))) apart.push(link);
  }
  return apart;
}

const unitNames = (own: UpgradePackage, paths: PackagePaths): Link[] =>
  unitMentions(own).flatMap(({ name, span }) => linkTo(paths.unit(name), span));

const commandsOfJobs = ({ syntax, path }: Subject<'crontab'>, paths: PackagePaths): Link[] =>
  syntax.jobs.flatMap(({ command, commandSpan }) => shellLinks(parseShell(command), path, paths, commandSpan.start));

const programsOfUnit = ({ sections }: UnitFile, from: string, paths: PackagePaths): Link[] =>
  sections.flatMap(({ directives }) =>
    directives.flatMap(({ key, words }) =>
      words.flatMap(({ value, span }, index) => {
        // The signs before a path tell systemd how to take it.
        const [, signs = '', named = ''] = /^([-@:+!|]*)(\/.*)$/.exec(value) ?? [];
        const start = span.end - span.start === value.length ? span.start + signs.length : span.start;
        return linkTo(paths.find(named, from, { least: index === 0 && /^(Exec|EnvironmentFile$)/.test(key) ? 1 : 2 }), {
          start,
          end: span.end,
        });
      }),
    ),
  );

const includes = ({ items }: SqlScript, from: string, paths: PackagePaths): Link[] =>
  items.flatMap((item) => (item.kind === 'include' && !item.computed ? linkTo(paths.find(item.path, from, { least: 1 }), item.span) : []));

/** Vendors have fields of their own: every text that is a file's path counts, and every one that is a unit's name. */
function entriesOfManifest(text: string, from: string, paths: PackagePaths): Link[] {
  const links: Link[] = [];
  const visit = (node: Node): void => {
    const value: unknown = node.type === 'string' ? node.value : undefined;
    if (typeof value === 'string') {
      links.push(...linkTo(paths.at(value, from) ?? (isUnitName(value) ? paths.unit(value) : undefined), spanOf(node)));
    }
    // A key is no path.
    for (const child of node.type === 'property' ? (node.children ?? []).slice(1) : (node.children ?? [])) visit(child);
  };
  const { root } = parseJson(text);
  if (root) visit(root);
  return links;
}

const isUnitName = (text: string): boolean => /^[\w:.\\@-]+\.(service|socket|timer|target|path|mount)$/.test(text);

const linkTo = (path: string | undefined, span: Span): Link[] => (path === undefined ? [] : [{ span, path }]);
