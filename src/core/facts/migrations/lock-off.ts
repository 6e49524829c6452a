import { isTestMaterial } from '../../package/test-material';
import { fact, fileFact } from '../../subject/fact';
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
export const locksSwitchedOff = fact(['config', 'shell'], (reviewed): readonly SwitchedOff[] => {
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
  return [...byArgument, ...given.flatMap(({ span, ...setting }) => turnedOff(inEnvironment, setting).map((runner) => ({ runner, span })))];
});

const taking = /^(export|declare|typeset|readonly|docker|podman|docker-compose|kubectl)$/;

const offInConfig = fileFact('config', ({ path, syntax }): readonly Off[] => {
  const settings = settingsIn(path);
  return syntax.entries.flatMap(({ key, value, variable, keySpan, valueSpan, inherited }) => {
    const name = variable ?? key.slice(key.lastIndexOf('.') + 1);
    const off = turnedOff(settings, { name, value: String(value) });
    if (off.length === 0 || inherited || key.split('.').some((part) => forDevelopers.test(part))) return [];
    return off.map((runner) => ({ runner, span: { start: keySpan.start, end: Math.max(keySpan.end, valueSpan.end) } }));
  });
});

/** Sections of other environments. */
const forDevelopers = /^(development|dev|test|ci)$/i;

const offOf = (runner: string): readonly LockOff[] => runnersByName.get(runner)?.lockOff ?? [];

interface Settings {
  readonly runner: string;
  readonly lockOff: readonly LockOff[];
}

/** What may be set in a file, or, where there is none, in the environment. */
const settingsIn = (path: string): readonly Settings[] =>
  runners
    .map(({ name, lockOff }) => ({ runner: name, lockOff: lockOff.filter((off) => off.name && (!off.files || off.files.test(path))) }))
    .filter(({ lockOff }) => lockOff.length > 0);

const inEnvironment = settingsIn('');

/** Names of the runners that a setting keeps from taking a lock. */
const turnedOff = (settings: readonly Settings[], setting: { readonly name: string; readonly value: string }): readonly string[] =>
  settings
    .filter(({ lockOff }) => lockOff.some(({ name, value }) => name?.test(setting.name) === true && value?.test(setting.value) === true))
    .map(({ runner }) => runner);
