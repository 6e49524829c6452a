import { isLiteral, isUnit } from '../../facts/units/unit-files';
import { oldestSystemd } from '../../facts/units/systemd-version';
import { hostsIn } from '../../inventory/inventory';
import { executable, octal } from '../../package/mode';
import { fileOf } from '../../package/named-file';
import { madeExecutable } from '../../facts/made-executable';
import type { SourceEntry } from '../../package/source';
import { fact, fileFact } from '../../subject/fact';
import type { PackageView } from '../../subject/subject';
import { groupBy } from '../../text/groups';
import { memo } from '../../text/memo';
import { nearest } from '../../text/nearest';
import { baseName, folderOf } from '../../text/path';
import type { Span } from '../../text/span';
import { defineRule } from '../rule';

export const missingExecutable = defineRule({
  id: 'systemd/missing-executable',
  target: 'package',
  reads: ['packaging', 'shell', 'unit'],
  severity: 'error',
  confidence: 'likely',
  hazards: ['half-done'],
  fixable: true,
  summary: 'A unit runs a program that is not there or may not be executed',
  rationale: [
    'The service does not start: systemd ends it with status 203/EXEC, or refuses the unit if the path is not absolute.',
    '',
    'The rule reports paths that are neither absolute nor a bare name, bare names where production has a systemd before 239 (which searches for none), commands in `/usr/bin` and kin that no host has (if the inventory lists commands, that list is complete),',
    'and programs in a folder that the package fills, if neither it nor a host has the file and no script names it. A file of the package that is certainly meant and has no execute bit is reported too, and the fix sets the bit.',
    '',
    'It is silent about commands with `-` before the path, which may fail, about names with specifiers, and about paths of other packages. Where a package that it needs has the name of the folder in its own, that one may bring the program, and it is only possible. It is so as well in the sources of a package, whose programs are built.',
  ].join('\n'),
  references: ['https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html#Command%20lines'],
  messages: {
    relative: (d: { key: string; program: string }) =>
      `${d.key}=${d.program} is neither an absolute path nor the name of a command: systemd refuses the unit.`,
    bareName: (d: { key: string; program: string; host: string; version: number }) =>
      `${d.key}=${d.program} is no absolute path: ${d.host} has systemd ${d.version}, which searches for commands only since 239.`,
    noCommand: (d: { key: string; program: string; host: string }) => `${d.key}= runs ${d.program}, which ${d.host} does not have.`,
    noFile: (d: { key: string; program: string; folder: string; meant: string }) =>
      `${d.key}= runs ${d.program}, which is not among the package's files for ${d.folder}${d.meant === '' ? '' : `; ${d.meant} was probably meant`}.`,
    mode: (d: { key: string; program: string; path: string; mode: string }) =>
      `${d.key}= runs ${d.program}, and ${d.path} has the mode ${d.mode}: it may not be executed.`,
  },
  check(reviewed, site) {
    const { inventory, environment, report } = site;
    const hosts = hostsIn(inventory, environment);
    const onHosts = new Set(hosts.flatMap(({ files = [] }) => files));
    for (const subject of reviewed.subjects.unit) {
      for (const { key, program, span } of programsIn(subject)) {
        const at = { path: subject.path, span };
        const data = { key, program };
        if (!program.startsWith('/')) {
          const host = oldestSystemd(site);
          if (program.includes('/')) report(at, 'relative', { data, confidence: /^\$/.test(program) ? 'likely' : 'certain' });
          else if (host && host.version < 239)
            report(at, 'bareName', { data: { ...data, host: host.host, version: host.version }, confidence: 'certain' });
          continue;
        }
        const name = baseName(program);
        if (system.test(program)) {
          const host = hosts.find(({ commands }) => commands && !commands.includes(name));
          if (host && !hasNamed(reviewed, name) && !isNamed(reviewed, name))
            report(at, 'noCommand', { data: { ...data, host: host.name } });
          continue;
        }
        if (onHosts.has(program)) continue;
        const file = fileOf(reviewed.files, program.slice(1), 2);
        if (file) {
          const { mode, path } = file;
          if (mode === undefined || mode & 0o111 || file.symlink || madeExecutable(reviewed)(name)) continue;
          report(at, 'mode', {
            data: { ...data, path, mode: octal(mode) },
            fix: {
              title: `Make ${path} executable (mode ${octal(executable(mode))})`,
              edits: [],
              modes: [{ path, mode: executable(mode) }],
              applies: 'always',
            },
          });
        } else if (!others.test(program) && !hasNamed(reviewed, name) && !isNamed(reviewed, name)) {
          const beside = filesFor(reviewed, program);
          if (beside.length > 0)
            report(at, 'noFile', {
              data: { ...data, folder: folderOf(program), meant: nearest(name, beside) ?? '' },
              ...((isShared(reviewed, program) || isBuilt(reviewed)) && { confidence: 'possible' }),
            });
        }
      }
    }
  },
});

/** Where distributions put commands: packages of the system bring most of them. */
const system = /^(\/usr)?(\/local)?\/s?bin\/[^/]+$/;

/** Several packages of a distribution fill these together. */
const others = /^\/(usr\/(?!local\/)|lib)/;

interface Program {
  readonly key: string;
  readonly program: string;
  readonly span: Span;
}

/** What may not fail: the first words of command lines, without the signs before them. */
const programsIn = fileFact('unit', (subject): readonly Program[] => {
  const { syntax } = subject;
  if (!isUnit(subject)) return [];
  return syntax.sections.flatMap(({ name, directives }) =>
    name !== 'Service'
      ? []
      : directives.flatMap((directive): Program[] => {
          const { key, words } = directive;
          const [first] = words;
          if (!/^Exec(Start|StartPre|StartPost|Stop|Reload)$/.test(key) || !first || !isLiteral(directive, syntax)) return [];
          const [, signs = '', program = ''] = /^([-@:+!|]*)((?![-@:+!|]).*)$/.exec(first.value) ?? [];
          return signs.includes('-') || program === '' || /[%\\*]/.test(program) ? [] : [{ key, program, span: first.span }];
        }),
  );
});

const names = memo((files: readonly SourceEntry[]): ReadonlySet<string> => new Set(files.map(({ path }) => baseName(path))));

const hasNamed = ({ files }: PackageView<never>, name: string): boolean => names(files).has(name);

/** Words of a script that may be file names, by their last part. */
const namedIn = fileFact('shell', ({ text }): ReadonlySet<string> => new Set(text.match(/[\w.+-]{3,}/g)));

/** A script may make it, whatever it does with the name. */
const isNamed = (reviewed: PackageView<'shell'>, name: string): boolean => allNamed(reviewed).has(name);

const allNamed = fact(['shell'], ({ subjects }): ReadonlySet<string> => {
  const all = new Set<string>();
  for (const script of subjects.shell) for (const name of namedIn(script)) all.add(name);
  return all;
});

/** Packages that it needs have the name of the folder in theirs: `/opt/vyatta/sbin`, `vyatta-cfg`. */
const isShared = ({ subjects }: PackageView<'packaging'>, program: string): boolean =>
  subjects.packaging.some(({ syntax }) =>
    syntax.needs.some((name) =>
      program
        .split('/')
        .slice(1, -1)
        .includes(name.split('-')[0] ?? ''),
    ),
  );

/** Sources of a package: what is built from them is not among the files. */
const isBuilt = ({ files }: PackageView<never>): boolean => buildsIn(files);

const buildsIn = memo((files: readonly SourceEntry[]): boolean => files.some(({ path }) => /(?:^|\/)debian\/rules$|\.spec$/.test(path)));

/** Programs of the package that go into the folder of another one: at least its last two names agree. */
function filesFor({ files }: PackageView<never>, program: string): readonly string[] {
  const folder = program.split('/').slice(1, -1);
  return folder.length < 2 ? [] : (programsByFolder(files).get(folder.slice(-2).join('/')) ?? []).map(({ path }) => baseName(path));
}

const programsByFolder = memo((files: readonly SourceEntry[]) =>
  groupBy(
    files.filter(({ mode = 0o111 }) => (mode & 0o111) !== 0),
    ({ path }) => path.split('/').slice(-3, -1).join('/'),
  ),
);
