import type { Step } from '../effects/effect';
import { isKnown, type Template } from '../parse/shell-template';
import { folderOfArchive } from '../package/nested-path';
import { fileAt, fileOf, namesakesOf } from '../package/named-file';
import type { SourceEntry } from '../package/source';
import { folderOf, pathFrom } from '../text/path';
import { knownTarget } from './known-target';
import { isPattern, matches } from '../text/glob';
import { memo, memoEach } from '../text/memo';
import type { CalledFunction, Linker, Program } from './program';
import { renamedCopies } from './renamed-copies';
import { scriptAt } from './script-at';

type Functions = ReadonlyMap<string, CalledFunction>;

/** Finds what names in scripts mean among the scripts and files of a package. */
export function linkerOf(programs: readonly Program[], files: readonly SourceEntry[]): Linker {
  const installed = new Map(programs.flatMap(renamedCopies).map(({ target, from }) => [target, from]));
  const script = (named: string, from: Program): Program | undefined => {
    const plain = named.replace(/^(\.\/)+/, '');
    if (plain.startsWith('/')) return fileAt(programs, plain) ?? fileOf(programs, installed.get(plain) ?? plain);
    const there = [folderOf(from.path), ''].map((folder) => pathFrom(folder, plain));
    for (const path of there) {
      const found = path === undefined ? undefined : fileAt(programs, path);
      if (found) return found;
    }
    // Of `rak/install.sh` the folder must agree: each folder may have such a script.
    const end = plain.replace(/^(\.\.?\/)+/, '');
    return fileOf(programs, installed.get(plain) ?? plain, end.includes('/') ? 2 : 1);
  };
  const functionsOf = memo((program: Program): Functions => {
    const found = new Map<string, CalledFunction>();
    for (const owner of [...readIn(program, script), program]) {
      for (const { name, steps } of owner.effects.functions) found.set(name, { owner, steps });
    }
    return found;
  });
  const anywhere = uniqueFunctions(programs);
  const functionOf: Linker['functionOf'] = (name, from) => functionsOf(from).get(name) ?? anywhere.get(name) ?? undefined;
  return {
    script,
    inside: inside(files),
    below: below(files),
    filesLike: filesLike(files),
    file: (named) => fileOf(files, named.replace(/^(\.\/)+/, ''))?.path,
    functionOf,
    isInert: inertIn(functionOf),
  };
}

const inside = memo((files: readonly SourceEntry[]) =>
  memoEach((archive: string) => {
    const folder = `${folderOfArchive(archive)}/`;
    return files.flatMap(({ path }) => (path.startsWith(folder) ? [path] : []));
  }),
);

/** Patterns that are remembered: a script that somebody types in asks for new ones with every letter. */
const mostPatterns = 10_000;

/** Of several folders of that name nobody knows which is meant. */
const below = memo((files: readonly SourceEntry[]) =>
  memoEach((named: string) => {
    const plain = named.replace(/^(?:\.\/)+|^\*\//, '');
    if (plain === '' || plain.startsWith('/') || plain.includes('*')) return undefined;
    const folders = new Set(
      files.flatMap(({ path }) => {
        const at = `/${path}`.indexOf(`/${plain}/`);
        return at < 0 ? [] : [path.slice(0, at + plain.length)];
      }),
    );
    const [folder] = folders.has(plain) ? [plain] : folders.size === 1 ? folders : [];
    return folder === undefined ? undefined : { folder, files: files.flatMap(({ path }) => (path.startsWith(`${folder}/`) ? [path] : [])) };
  }, mostPatterns),
);

const filesLike = memo((files: readonly SourceEntry[]) => memoEach((pattern: string) => likely(pattern, files), mostPatterns));

function inertIn(functionOf: Linker['functionOf']): Linker['isInert'] {
  // What is being looked at calls itself: that alone does nothing.
  const known = new Map<readonly Step[], boolean>();
  const isInert = ({ owner, steps }: CalledFunction): boolean => {
    const found = known.get(steps);
    if (found !== undefined) return found;
    known.set(steps, true);
    const inert = steps.every(({ kind, target }) => {
      const next = kind === 'call' && isKnown(target) ? functionOf(target, owner) : undefined;
      return next !== undefined && isInert(next);
    });
    known.set(steps, inert);
    return inert;
  };
  return isInert;
}

/** Functions that only one script has: where nobody can tell what is read in, they are meant. `null`: several have it. */
function uniqueFunctions(programs: readonly Program[]): ReadonlyMap<string, CalledFunction | null> {
  const found = new Map<string, CalledFunction | null>();
  for (const owner of programs) {
    for (const { name, steps } of owner.effects.functions) {
      const known = found.get(name);
      if (known === undefined) found.set(name, { owner, steps });
      else if (known?.owner !== owner) found.set(name, null);
    }
  }
  return found;
}

/** Files that one pattern stands for; of more, a plan names none. */
const maxLike = 200;

/** Paths that end as the pattern does; what stands before its first computed part is left out. */
function likely(pattern: string, files: readonly SourceEntry[]): readonly string[] {
  const names = pattern.split('/').filter((name, index) => name !== '' && !(index === 0 && name === '*'));
  if (names.length < 2) return [];
  const last = names.at(-1) ?? '';
  const found = (isPattern(last) ? files : namesakesOf(files, last)).filter(({ path }) => {
    const own = path.split('/').slice(-names.length);
    return own.length === names.length && own.every((name, at) => matches(names[at] ?? '', name));
  });
  return found.length > maxLike ? [] : found.map(({ path }) => path);
}

/** Files that one script reads in through others; nobody writes more. */
const maxReadIn = 200;

/** What a script reads in, and what that reads in; the script itself is not among them. */
function readIn(program: Program, script: Linker['script']): readonly Program[] {
  const found = new Set([program]);
  for (const one of found) {
    for (const step of allSteps(one)) {
      if (step.kind !== 'source' || found.size > maxReadIn) continue;
      const next = namedBy(step.target, one, script);
      if (next) found.add(next);
    }
  }
  found.delete(program);
  return [...found].reverse();
}

/** Those at the top level, and those in functions. */
export const allSteps = memo(({ effects }: Program): readonly Step[] => [
  ...effects.steps,
  ...effects.functions.flatMap(({ steps }) => steps),
]);

/** The script that a template names, as far as its own file tells. */
export const namedBy = (target: Template, from: Program, script: Linker['script']): Program | undefined =>
  scriptAt(knownTarget(target, from), from, script);
