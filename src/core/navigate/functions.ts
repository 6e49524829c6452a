import type { ShellFunction } from '../parse/shell';
import type { Subject } from '../subject/subject';
import { linksIn } from './links';

/** Where a function is defined: in the script that calls it, in one that it sources, or in the only one that has it. */
export interface FunctionPlace {
  readonly path: string;
  readonly text: string;
  readonly definition: ShellFunction;
}

/** The definition of the function whose call holds `offset`. `scripts` are those of the package, `caller` as it is now. */
export function definitionOfCall(
  caller: Subject<'shell'>,
  offset: number,
  scripts: readonly Subject<'shell'>[],
): FunctionPlace | undefined {
  const call = caller.syntax.commands.find(({ words: [first] }) => first && first.span.start <= offset && offset <= first.span.end);
  const name = call?.words[0]?.value;
  if (name === undefined) return undefined;
  const inScript = ({ path, text, syntax }: Subject<'shell'>): FunctionPlace[] =>
    // The last one of a name is in force.
    syntax.functions
      .filter((found) => found.name === name)
      .slice(-1)
      .map((definition) => ({ path, text, definition }));
  const [own] = inScript(caller);
  if (own) return own;
  const others = scripts.filter(({ path }) => path !== caller.path);
  const linked = new Set(
    linksIn(
      [caller],
      others.map(({ path, text }) => ({ path, size: text.length })),
    ).map(({ path }) => path),
  );
  const found = others.flatMap((script) => inScript(script));
  return found.find(({ path }) => linked.has(path)) ?? (found.length === 1 ? found[0] : undefined);
}
