import { isTestMaterial } from '../../package/test-material';
import { fact, fileFact } from '../../subject/fact';
import type { PackageView } from '../../subject/subject';
import type { Place, Span } from '../../text/span';
import { isBeside, runners, runnersByName, type LockOff } from './runner';
import { runnerCalls } from './runner-calls';
import { shownBy } from './who';

/** A place that makes a runner, which would take a lock, take none. */
export interface SwitchedOff {
  readonly runner: string;
  readonly at: Place;
  /** A script of the package runs the runner. */
  readonly isRun: boolean;
}

interface Off {
  readonly runner: string;
  readonly span: Span;
}

/** In the order of the files, scripts first. */
export const locksSwitchedOff = fact((reviewed: PackageView<'config' | 'shell'>): readonly SwitchedOff[] => {
  const { config, shell } = reviewed.subjects;
  const run = new Set(shell.filter(({ path }) => isUpgrade(path)).flatMap(shownBy));
  const places = [
    ...shell.map((subject) => ({ path: subject.path, all: offInScript(subject) })),
    ...config.map((subject) => ({ path: subject.path, all: offInConfig(subject) })),
  ];
  return places
    .filter(({ path }) => isUpgrade(path))
    .flatMap(({ path, all }) => all.map(({ runner, span }) => ({ runner, at: { path, span }, isRun: run.has(runner) })));
});

const isUpgrade = (path: string): boolean => !isBeside(path) && !isTestMaterial(path);

const offInScript = fileFact('shell', ({ syntax }): readonly Off[] => {
  const calls = runnerCalls(syntax.commands);
  const byArgument = [...calls].flatMap(([runner, commands]) =>
    offOf(runner).flatMap(({ argument }) =>
      commands.flatMap(({ words }) =>
        words.filter(({ value }) => value !== undefined && argument?.test(value)).map(({ span }) => ({ runner, span })),
      ),
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
  return [...byArgument, ...given.flatMap(({ span, ...setting }) => settingsOff('', setting).map((runner) => ({ runner, span })))];
});

const taking = /^(export|declare|typeset|readonly|docker|podman|docker-compose|kubectl)$/;

const offInConfig = fileFact('config', ({ path, syntax }): readonly Off[] =>
  syntax.entries.flatMap(({ key, value, variable, keySpan, valueSpan, inherited }) => {
    const parts = key.split('.');
    if (inherited || parts.some((part) => forDevelopers.test(part))) return [];
    const name = variable ?? parts.at(-1) ?? '';
    const off = settingsOff(path, { name, value: String(value) });
    return off.map((runner) => ({ runner, span: { start: keySpan.start, end: Math.max(keySpan.end, valueSpan.end) } }));
  }),
);

/** Sections of other environments. */
const forDevelopers = /^(development|dev|test|ci)$/i;

const offOf = (runner: string): readonly LockOff[] => runnersByName.get(runner)?.lockOff ?? [];

/** Names of the runners that a setting of a file, or of the environment, keeps from taking a lock. */
const settingsOff = (path: string, setting: { readonly name: string; readonly value: string }): readonly string[] =>
  runners
    .filter(({ lockOff }) =>
      lockOff.some(
        ({ files, name, value }) =>
          name?.test(setting.name) === true && value?.test(setting.value) === true && (!files || files.test(path)),
      ),
    )
    .map(({ name }) => name);
