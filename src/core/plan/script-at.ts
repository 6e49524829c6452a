import { knownTail, type Template } from '../parse/shell-template';
import type { Linker, Program } from './program';

/** The script that a name in another one stands for; of a computed folder the end is enough. */
export function scriptAt(target: Template, from: Program, script: Linker['script']): Program | undefined {
  const end = knownTail(target);
  return end === '' || end.endsWith('/') || end === '.' ? undefined : script(end, from);
}
