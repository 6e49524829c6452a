import { fill, hereName, isKnown, type Template } from '../parse/shell-template';
import type { Program } from './program';
import { hereOf } from './scope';

/** With what the script's own constants say. */
export function knownTarget(target: Template, { effects, path }: Program): Template {
  const valueOf = (name: string): Template | undefined => {
    if (name === hereName) return hereOf(path);
    const values = effects.variables.find((variable) => variable.name === name)?.values;
    return values?.length === 1 ? values[0] : undefined;
  };
  const once = fill(target, valueOf);
  return isKnown(once) ? once : fill(once, valueOf);
}
