import { knownInUse } from '../../inventory/candidates';
import type { DeclaredDependency } from '../../inventory/matrix';
import { schemeFor } from '../../inventory/versions/scheme-for';
import type { SourceEntry } from '../../package/source';
import { isTestMaterial } from '../../package/test-material';
import { isWorkshop } from '../../package/workshop';
import { planned, type Planned } from '../../plan/planned';
import { fact, fileFact } from '../../subject/fact';
import type { PackageView } from '../../subject/subject';
import { groupBy } from '../../text/groups';
import { memo } from '../../text/memo';
import { baseName } from '../../text/path';
import { span, type Span } from '../../text/span';
import { commandsUsed } from '../scripts/commands-used';
import { scriptsOnTheWay } from '../scripts/upgrade-effects';

/** What a file of the package cannot run without, and that the package does not bring itself. */
export interface Need extends DeclaredDependency {
  readonly isInUse: true;
  readonly kind: 'interpreter' | 'command' | 'library';
  /** As the file names it: `python3.11`, `libssl.so.3`, `GLIBC_2.34`. */
  readonly written: string;
  /** It is asked for only after a question, or not every host is meant to load the file. */
  readonly isConditional: boolean;
}

/** The files that ask for the same, in their order; of versions the newest. */
export interface NeededThing extends Need {
  readonly also: readonly Need[];
}

/** Every interpreter, runtime, client and library that scripts, units and programs of the package ask a host for. */
export const neededThings = fact([...planned, 'binary'], (reviewed): readonly NeededThing[] => {
  const all = [...ofUnits(reviewed), ...ofScripts(reviewed), ...ofPrograms(reviewed)].filter(
    ({ written }) => !brings(reviewed.files, written),
  );
  return [...groupBy(all, ({ name, range }) => (name === 'glibc' ? name : `${name} ${range?.value ?? ''}`)).values()].map((alike) => {
    const [first, ...also] = [...alike].sort((a, b) => Number(a.isConditional) - Number(b.isConditional) || byVersion(b, a)) as [
      Need,
      ...Need[],
    ];
    return { ...first, also };
  });
});

const plain = schemeFor('generic', '', '1.0');
const byVersion = (a: Need, b: Need): number =>
  a.name === 'glibc' && b.name === 'glibc' ? plain.compare(versionOf(a.written), versionOf(b.written)) : 0;
const versionOf = (written: string): string => written.replace(/^\D+/, '');

/** Named files lie where programs and libraries do, or are linked there. */
const brings = (files: readonly SourceEntry[], name: string): boolean => namesOf(files).has(name);
const namesOf = memo((files: readonly SourceEntry[]): ReadonlySet<string> => new Set(files.map(({ path }) => baseName(path))));

interface Asked {
  readonly name: string;
  readonly range?: string;
}

/** What a program's name asks for; `undefined` where every system has it, or nobody knows what brings it. */
function askedBy(program: string): Asked | undefined {
  const name = program.toLowerCase();
  const [, version] = /^python3(?:\.(\d+))?$/.exec(name) ?? [];
  if (version !== undefined) return { name: 'python', range: `3.${version}.*` };
  if (name === 'python3') return { name: 'python', range: '>=3' };
  if (name === 'python') return undefined;
  return knownInUse(name) && !servers.has(name) ? { name } : undefined;
}

/** Names of products that are no commands, or whose command is another one's. */
const servers = new Set(['postgresql', 'postgres', 'pgsql', 'mysql', 'mariadb', 'redis', 'apache', 'glibc', 'libc', 'openjdk', 'node.js']);

function need(
  kind: Need['kind'],
  { path, at, written, isConditional = false }: { path: string; at: Span; written: string; isConditional?: boolean },
  asked: Asked,
): Need {
  const { name, range } = asked;
  return {
    isInUse: true,
    kind,
    name,
    written,
    isConditional,
    path,
    elsewhere: true,
    optional: false,
    nameSpan: at,
    span: at,
    ...(range !== undefined && { range: { value: range, span: at } }),
    ...(kind !== 'library' && { command: written }),
  };
}

/** The interpreter in a first line, with its version; `env` and its options are passed over. */
function interpreterIn(text: string): { readonly written: string; readonly at: Span } | undefined {
  const line = /^#![^\r\n]{1,250}/.exec(text)?.[0] ?? '';
  const words = [...line.matchAll(/[^\s!#]+/g)];
  const isEnv = baseName(words[0]?.[0] ?? '') === 'env';
  const word = isEnv ? words.slice(1).find(([one]) => !one.startsWith('-') && !one.includes('=')) : words[0];
  return word && { written: baseName(word[0]), at: span(word.index, word.index + word[0].length) };
}

const interpreterOf = {
  shell: fileFact('shell', ({ text }) => interpreterIn(text)),
  code: fileFact('code', ({ text }) => interpreterIn(text)),
};

/** What builds a source lies at its top; then its folder of scripts is the developers', but for those that are called as installers are. */
const isSource = fact([], ({ files }) =>
  files.some(({ path }) =>
    /^(?:[^/]+\/)?(?:go\.mod|Cargo\.toml|configure\.(?:ac|in)|CMakeLists\.txt|meson\.build|pom\.xml|build\.gradle(?:\.kts)?)$/.test(path),
  ),
);
const isOfDevelopers = (path: string, reviewed: PackageView<never>): boolean =>
  /^(?:[^/]+\/)?(?:scripts?|tools?|utils?)\//.test(path) &&
  !/(?:^|\/)(?:pre|post)?[-_]?(?:install|upgrade|update|setup|migrate|deploy)(?:er)?(?:\.\w+)?$/.test(path) &&
  isSource(reviewed);

/** `git rev-parse HEAD`, `git am`: whoever has a checkout runs the script, and has git, whatever else it does with it. */
const usesCheckout = fileFact('shell', ({ text }): boolean =>
  /\bgit\s+(?:-C\s+\S{1,80}\s+)?(?:rev-parse|describe|log|ls-files|diff|status|tag|branch|show|rev-list|am|apply|checkout|switch|commit|reset|fetch|pull|submodule|stash|merge|rebase|format-patch)\b/.test(
    text,
  ),
);

/** Words of a script that may be the names of programs in other languages. */
const namedIn = fileFact('shell', ({ text }): readonly string[] => [...new Set(text.match(/[\w+-]{2,60}\.(?:py|pl)\b/g))]);

function* ofScripts(reviewed: PackageView<Planned>): Iterable<Need> {
  const onTheWay = scriptsOnTheWay(reviewed);
  for (const script of reviewed.subjects.shell) {
    if (!onTheWay.has(script.path)) continue;
    yield* interpreter(script.path, interpreterOf.shell(script));
    const { commands, own, askedFor } = commandsUsed(script);
    for (const { name, span: at, isConditional, inFunction } of commands) {
      const asked = own.has(name) || askedFor.has(name) ? undefined : askedBy(name);
      if (asked)
        yield need(
          'command',
          {
            path: script.path,
            at,
            written: name,
            isConditional: isConditional || inFunction || isOfDevelopers(script.path, reviewed) || (name === 'git' && usesCheckout(script)),
          },
          asked,
        );
    }
  }
  const called = new Set(reviewed.subjects.shell.flatMap((script) => (onTheWay.has(script.path) ? namedIn(script) : [])));
  for (const code of reviewed.subjects.code)
    if (onTheWay.has(code.path) || called.has(baseName(code.path))) yield* interpreter(code.path, interpreterOf.code(code));
}

function* interpreter(path: string, found: { readonly written: string; readonly at: Span } | undefined): Iterable<Need> {
  const asked = found && askedBy(found.written);
  if (asked) yield need('interpreter', { path, ...found }, asked);
}

/** The first words of what a service runs and may not fail. */
const programsOf = fileFact('unit', ({ syntax }) =>
  syntax.sections.flatMap(({ name, directives }) =>
    name !== 'Service'
      ? []
      : directives.flatMap(({ key, words: [first] }) => {
          const [, program] = /^[@:+!|]*(\/[^\s%$*]+)$/.exec(first?.value ?? '') ?? [];
          return first && program !== undefined && /^Exec(Start|StartPre)$/.test(key)
            ? [{ written: baseName(program), program, at: first.span }]
            : [];
        }),
  ),
);

/** Where distributions put what their packages bring; `/opt/app/bin/node` is somebody's own. */
const ofTheSystem = /^(\/usr)?\/s?bin\/[^/]+$/;

function* ofUnits({ subjects }: PackageView<'unit'>): Iterable<Need> {
  for (const unit of subjects.unit) {
    if (isTestMaterial(unit.path) || isWorkshop(unit.path)) continue;
    for (const { written, program, at } of programsOf(unit)) {
      const asked = ofTheSystem.test(program) ? askedBy(written) : undefined;
      if (asked) yield need('command', { path: unit.path, at, written }, asked);
    }
  }
}

/** The C library's own, which is told by its version, and what the kernel gives. */
const ofTheSystemItself = /^(lib(c|m|dl|pthread|rt|resolv|util|nss_\w+|anl|BrokenLocale|thread_db)\.so\.|ld-|linux-(vdso|gate))/;

/** Made for another C library or system, or one of several variants that somebody chooses from. */
const variant =
  /(^|[/_.-])(musl|alpine|el\d|rhel\d*|centos\d*|focal|jammy|noble|bionic|bullseye|bookworm|trixie|glibc[\d._]*|linux[-_]\w+|x86(_64)?|amd64|aarch64|arm64)([/_.-]|$)/i;

function* ofPrograms({ files, subjects }: PackageView<'binary'>): Iterable<Need> {
  const at = span(0, 0);
  const sonames = new Set(subjects.binary.flatMap(({ syntax }) => syntax.elf?.soname ?? []));
  for (const { path, syntax } of subjects.binary) {
    if (!syntax.elf || isTestMaterial(path) || isWorkshop(path)) continue;
    const isConditional = variant.test(path);
    for (const written of syntax.elf.libraries)
      if (!sonames.has(written) && !ofTheSystemItself.test(written) && !brings(files, written))
        yield need('library', { path, at, written, isConditional }, { name: written.toLowerCase() });
    const versions = syntax.elf.versions.filter(({ version }) => /^GLIBC_\d+\.\d+/.test(version));
    for (const { version } of versions)
      yield need('library', { path, at, written: version, isConditional }, { name: 'glibc', range: `>=${versionOf(version)}` });
  }
}
