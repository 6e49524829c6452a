import { knownTail, type Template } from '../parse/shell-template';
import { shown } from './filled';
import type { Linker, Program } from './program';

/** The script that a name in another one stands for; of a computed folder the end is enough. */
export function scriptAt(target: Template, from: Program, script: Linker['script']): Program | undefined {
  const end = knownTail(target);
  return end === '' || end.endsWith('/') || end === '.' ? undefined : script(end, from);
}

/**
 * The scripts of a folder that are run one after the other: `"$HERE"/steps.d/*.sh`. None if one of the files there is no script that is read, or
 * if nothing but the host can tell which they are.
 */
export function scriptsLike(target: Template, from: Program, { filesLike, script }: Linker): readonly Program[] {
  const pattern = shown(target);
  const [name = '', folder = '*'] = pattern.split('/').slice(-2).reverse();
  if (pattern.startsWith('/') || !name.includes('*') || folder.includes('*')) return [];
  const scripts = filesLike(pattern).map((path) => script(path, from));
  return scripts.every((one) => one !== undefined) ? scripts : [];
}
