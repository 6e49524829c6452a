import { forms } from '../effects/commands';
import type { Step } from '../effects/effect';
import { formOfPath } from '../effects/known-programs';
import { isKnown, knownTail } from '../parse/shell-template';
import { baseName } from '../text/path';
import { shown } from './filled';
import type { Linker, Program } from './program';
import { memoLinked } from './linked';
import { knownTarget } from './known-target';
import { allSteps, namedBy } from './linker';
import { computedCommand, whatDoes } from './not-understood';
import type { NotUnderstood } from './plan';
import { unreadSource } from './read-in';
import { scriptsLike } from './script-at';

/** What nobody can say of a script's commands, each command once. */
export const notUnderstood = memoLinked((program: Program, linker: Linker): readonly NotUnderstood[] => {
  const found = new Map<number, NotUnderstood>();
  for (const step of allSteps(program)) {
    const what = whatOf(step, program, linker);
    if (what !== undefined) found.set(step.command.start, { path: program.path, span: step.span, what });
  }
  return [...found.values()].sort((a, b) => a.span.start - b.span.start);
});

function whatOf(step: Step, program: Program, linker: Linker): string | undefined {
  const { kind, target, why = step.by } = step;
  if (kind === 'unknown') return step.isProgram && namedBy(target, program, linker.script) ? undefined : why;
  if (kind === 'source') return unreadSource(target, knownTarget(target, program), program, linker);
  if (kind !== 'call') return undefined;
  const value = knownTarget(target, program);
  const name = baseName(value);
  if (linker.functionOf(value, program) ?? namedBy(target, program, linker.script)) return undefined;
  if (scriptsLike(value, program, linker).length > 0) return undefined;
  if (value.includes('/') && formOfPath(value)) return undefined;
  if (!isKnown(value)) return /\/[^/]+$/.test(knownTail(value)) ? whatDoes(shown(value), linker.file(knownTail(value))) : computedCommand;
  const file = value.includes('/') ? linker.file(value) : undefined;
  // A library's function is known to whoever reads the library in.
  return file === undefined && !value.includes('/') && forms.has(name) ? undefined : whatDoes(value, file);
}
