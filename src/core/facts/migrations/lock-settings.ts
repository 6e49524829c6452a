import { isTestMaterial } from '../../package/test-material';
import { fact, fileFact } from '../../subject/fact';
import type { PackageView } from '../../subject/subject';
import type { Place, Span } from '../../text/span';
import { isBeside, runners, type SaidElsewhere } from './runner';
import { runnerCalls } from './runner-calls';
import { shownBy } from './who';

/** A place that makes a runner, which would take a lock, take none. */
export interface SwitchedOff {
  readonly runner: string;
  readonly at: Place;
  /** A script of the package runs the runner. */
  readonly isRun: boolean;
}

/** What arguments and settings may say of how a runner locks, and of which files it takes. */
type Way = 'lockOff' | 'lockPolls' | 'mixes';

interface Said {
  readonly runner: string;
  readonly way: Way;
  readonly span: Span;
}

/** In the order of the files, scripts first. */
export const locksSwitchedOff = fact(['config', 'shell'], (reviewed): readonly SwitchedOff[] => {
  const { shell } = reviewed.subjects;
  const run = new Set(shell.filter(({ path }) => isUpgrade(path)).flatMap(shownBy));
  return saidOfLocks(reviewed, 'lockOff').map(({ runner, at }) => ({ runner, at, isRun: run.has(runner) }));
});

/** Runners for whose lock nobody waits inside of a transaction or statement: they take none, or try it again and again. */
export const locksNotWaitedFor = fact(
  ['config', 'shell'],
  (reviewed): ReadonlySet<string> =>
    new Set([...saidOfLocks(reviewed, 'lockOff'), ...saidOfLocks(reviewed, 'lockPolls')].map(({ runner }) => runner)),
);

/** Runners that are told to run all kinds of statements from one file. */
export const mixing = fact(
  ['config', 'shell'],
  (reviewed): ReadonlySet<string> => new Set(saidOfLocks(reviewed, 'mixes').map(({ runner }) => runner)),
);

function saidOfLocks({ subjects: { config, shell } }: PackageView<'config' | 'shell'>, way: Way): { runner: string; at: Place }[] {
  const places = [
    ...shell.map((subject) => ({ path: subject.path, all: saidInScript(subject) })),
    ...config.map((subject) => ({ path: subject.path, all: saidInConfig(subject) })),
  ];
  return places
    .filter(({ path }) => isUpgrade(path))
    .flatMap(({ path, all }) => all.flatMap((said) => (said.way === way ? [{ runner: said.runner, at: { path, span: said.span } }] : [])));
}

const isUpgrade = (path: string): boolean => !isBeside(path) && !isTestMaterial(path);

const saidInScript = fileFact('shell', ({ syntax }): readonly Said[] => {
  const calls = runnerCalls(syntax.commands);
  const byArgument = [...calls].flatMap(([runner, commands]) =>
    known.flatMap(({ runner: of, way, said }) =>
      of === runner
        ? commands.flatMap(({ words }) =>
            words
              .filter(({ value }) => value !== undefined && said.some(({ argument }) => argument?.test(value)))
              .map(({ span }) => ({ runner, way, span })),
          )
        : [],
    ),
  );
  const given = syntax.commands.flatMap(({ assignments, wrappers, words, name }) => [
    ...assignments.map((one) => ({ name: one.name, value: one.value?.value ?? '', span: one.span })),
    // `export A=1`, `env A=1 tool`, and what containers are given by `-e A=1`.
    ...(name !== undefined && taking.test(name) ? words : wrappers.flat()).flatMap(({ value, text, span }) => {
      const [, variable, to = ''] = /^(\w+)=(.*)$/s.exec(value ?? text) ?? [];
      return variable === undefined ? [] : [{ name: variable, value: to.replace(/^(["'])(.*)\1$/s, '$2'), span }];
    }),
  ]);
  return [
    ...byArgument,
    ...given.flatMap(({ name, value, span }) => saidBy(inEnvironment, [name], value).map((said) => ({ ...said, span }))),
  ];
});

const taking = /^(export|declare|typeset|readonly|docker|podman|docker-compose|kubectl)$/;

const saidInConfig = fileFact('config', ({ path, syntax }): readonly Said[] => {
  const settings = settingsIn(path);
  return syntax.entries.flatMap(({ key, value, variable, keySpan, valueSpan, inherited }) => {
    const names = [variable ?? key.slice(key.lastIndexOf('.') + 1), key];
    const said = saidBy(settings, names, String(value));
    if (said.length === 0 || inherited || key.split('.').some((part) => forDevelopers.test(part))) return [];
    return said.map((one) => ({ ...one, span: { start: keySpan.start, end: Math.max(keySpan.end, valueSpan.end) } }));
  });
});

/** Sections of other environments. */
const forDevelopers = /^(development|dev|test|ci)$/i;

interface Known {
  readonly runner: string;
  readonly way: Way;
  readonly said: readonly SaidElsewhere[];
}

const known: readonly Known[] = runners.flatMap(({ name, lockOff, lockPolls, mixes }) => [
  { runner: name, way: 'lockOff' as const, said: lockOff },
  { runner: name, way: 'lockPolls' as const, said: lockPolls },
  { runner: name, way: 'mixes' as const, said: mixes },
]);

/** What may be set in a file, or, where there is none, in the environment. */
const settingsIn = (path: string): readonly Known[] =>
  known
    .map(({ said, ...of }) => ({ ...of, said: said.filter((one) => one.name && (!one.files || one.files.test(path))) }))
    .filter(({ said }) => said.length > 0);

const inEnvironment = settingsIn('');

/** What a setting of any of the names says of locks. */
const saidBy = (settings: readonly Known[], names: readonly string[], to: string): readonly Pick<Known, 'runner' | 'way'>[] =>
  settings
    .filter(({ said }) => said.some(({ name, value }) => names.some((one) => name?.test(one)) && value?.test(to) === true))
    .map(({ runner, way }) => ({ runner, way }));
