import { forms } from '../effects/commands';
import type { Step } from '../effects/effect';
import { isKnown, unknown } from '../parse/shell-template';
import { baseName } from '../text/path';
import type { Linker, Program } from './expand';
import { memoLinked } from './linked';
import { allSteps, knownTarget, namedBy } from './linker';
import type { NotUnderstood } from './plan';

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
  if (kind === 'unknown') return why;
  if (kind !== 'call') return undefined;
  const value = knownTarget(target, program);
  const name = baseName(value);
  if (linker.functionOf(value, program) ?? namedBy(target, program, linker.script)) return undefined;
  if (value === unknown || !isKnown(value)) return 'a command that is computed';
  const file = value.includes('/') ? linker.file(value) : undefined;
  if (file !== undefined) return `what the program ${file} does`;
  // A library's function is known to whoever reads the library in.
  return forms.has(name) ? undefined : `what ${value} does`;
}
