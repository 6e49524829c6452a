import type { ScriptEffects, Step } from '../effects/effect';
import { fileOf } from '../package/named-file';
import { isKnown, knownTail } from '../parse/shell-template';
import { fact, fileFact } from '../subject/fact';
import type { PackageView, Subject } from '../subject/subject';
import { memo } from '../text/memo';
import { baseName } from '../text/path';
import { knownTarget } from './known-target';
import { scriptEffects } from './script-effects';

/** Files that steps run or read in, as they are named, each once, in order; without the directory if that is computed. */
export function programsNamed(effects: ScriptEffects, wanted: (step: Step) => boolean = isCall): readonly string[] {
  const names = new Set<string>();
  for (const step of [...effects.steps, ...effects.functions.flatMap(({ steps }) => steps)]) {
    if (!wanted(step)) continue;
    const value = knownTarget(step.target, { effects, path: '' });
    const name = isKnown(value) ? value : knownTail(value);
    if (name !== '') names.add(name);
  }
  return [...names];
}

const isCall = ({ kind }: Step): boolean => kind === 'call' || kind === 'source';
const isRead = ({ kind }: Step): boolean => kind === 'source';
/** Given to a shell, or read in: whatever the file is called, it is a script. */
const isScript = (step: Step): boolean => isRead(step) || (step.kind === 'call' && /^(ba|da|k|z|a)?sh$/.test(step.by));

const calledIn = fileFact('shell', (script) => programsNamed(scriptEffects(script)));

const sourcedIn = fileFact('shell', (script) => programsNamed(scriptEffects(script), isRead));

/** Files that a script runs as shell scripts, as it names them. */
export interface NamedScripts {
  /** Read in, or given to a shell: whatever they are called, they are scripts. */
  readonly read: readonly string[];
  /** Executed by their path: scripts if they are text without a first line that says otherwise. */
  readonly run: readonly string[];
}

export const namedScripts = fileFact('shell', (script): NamedScripts => {
  const effects = scriptEffects(script);
  return {
    read: programsNamed(effects, isScript),
    run: programsNamed(effects, (step) => step.kind === 'call' && !isScript(step) && step.target.includes('/')),
  };
});

/** Names, without their folders, of all that scripts of the package run or read in. */
export const calledNames = fact(
  ['shell'],
  (reviewed): ReadonlySet<string> => new Set(reviewed.subjects.shell.flatMap((script) => calledIn(script).map(baseName))),
);

type Related = (script: Subject<'shell'>) => readonly Subject<'shell'>[];

/** The package's scripts that a script runs or sources. */
export const calledScripts = fact(['shell'], (reviewed): Related => scriptsNamed(reviewed, calledIn));

/** The package's scripts that a script reads in with `.` or `source`. */
export const sourcedScripts = fact(['shell'], (reviewed): Related => scriptsNamed(reviewed, sourcedIn));

function scriptsNamed(reviewed: PackageView<'shell'>, namesIn: (script: Subject<'shell'>) => readonly string[]): Related {
  const scripts = reviewed.subjects.shell;
  return memo((script: Subject<'shell'>) => [...new Set(namesIn(script).flatMap((name) => fileOf(scripts, name) ?? []))]);
}

/** Files that one script reads in through others; nobody writes more. */
const maxSourced = 500;

/** What a script reads in, and what that reads in, without the script itself. */
export function allSourced(script: Subject<'shell'>, sourced: Related): readonly Subject<'shell'>[] {
  const found = new Set([script]);
  for (const file of found) for (const next of sourced(file)) if (found.size <= maxSourced) found.add(next);
  found.delete(script);
  return [...found];
}
