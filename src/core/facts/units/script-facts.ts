import type { ShellCommand, ShellLoop, ShellScript } from '../../parse/shell';
import { shellOptions } from '../../parse/shell-options';
import type { Subject } from '../../subject/subject';
import { memo } from '../../text/memo';
import { countBefore } from '../../text/sorted';
import { contains, type Span } from '../../text/span';
import { unitCommand } from './unit-commands';
import { stemOf } from './unit-name';
import { groupBy } from '../../text/groups';

/** What scripts say of failures and of units that may not be there. */
export interface ScriptFacts {
  /** Unit names without type, and `$variables`, that conditions ask for: each with the end of the first such condition. */
  readonly asked: ReadonlyMap<string, number>;
  /** Where failures begin (`set -e`) or cease (`set +e`) to end the script, in order. */
  readonly switches: readonly { readonly at: number; readonly on: boolean }[];
  /** Failures end the script at least from some point on. */
  readonly switchesOn: boolean;
  /** Variables that are also part of paths or longer names. */
  readonly composed: ReadonlySet<string>;
}

export function scriptFacts({ syntax, text }: Subject<'shell'>): ScriptFacts {
  const switches = errorSwitches(syntax, text);
  return {
    asked: askedNames(syntax, text),
    switches,
    switchesOn: switches.some(({ on }) => on),
    composed: composedVariables(text),
  };
}

/** The commands that begin within a place; `commands` are in order. */
export function* commandsIn({ start, end }: Span, { commands }: ShellScript): Generator<ShellCommand> {
  let index = countBefore(commands, start, ({ span }) => span.start);
  for (let command = commands[index]; command && command.span.start < end; command = commands[++index]) yield command;
}

/** Loops nest no deeper than this; the parser's own bound. */
const maxLoops = 256;

/** The innermost loop over the variable that holds this place. */
export function loopAround(place: Span, variable: string, script: ShellScript): ShellLoop | undefined {
  const loops = loopsByVariable(script).get(variable) ?? [];
  const count = countBefore(loops, place.start + 1, ({ body }) => body.start);
  return loops.slice(Math.max(count - maxLoops, 0), count).findLast(({ body }) => contains(body, place));
}

function askedNames(script: ShellScript, text: string): Map<string, number> {
  const asked = new Map<string, number>();
  const note = (name: string, end: number) => asked.set(name, Math.min(asked.get(name) ?? Infinity, end));
  for (const condition of script.conditions) {
    // `systemctl start x || …` needs the unit; it does not ask for it.
    if (needsUnit(condition, script)) continue;
    // `/etc/php/7.3/fpm/pool.d` is of `php7.3-fpm`.
    for (const [, program, version, part] of text.slice(condition.start, condition.end).matchAll(/\/etc\/([a-z]+)\/(\d[\d.]*)\/(\w+)/g)) {
      note(`${program ?? ''}${version ?? ''}-${part ?? ''}`, condition.end);
    }
    for (const [, variable, name] of text.slice(condition.start, condition.end).matchAll(/\$\{?(\w+)|([\w@:.\\-]+)/g)) {
      const key = variable === undefined ? stemOf((name ?? '').replaceAll('\\', '')) : `$${variable}`;
      // Whether a program's settings are there is asked for the sake of the program.
      for (const asks of new Set([key, key.replace(/\.(conf|cfg|ini|ya?ml|d)$/, '')])) {
        note(asks, condition.end);
      }
    }
  }
  return asked;
}

function needsUnit(condition: Span, script: ShellScript): boolean {
  for (const command of commandsIn(condition, script)) if (unitCommand(command)?.wish === 'use') return true;
  return false;
}

function errorSwitches({ commands }: ShellScript, text: string): { at: number; on: boolean }[] {
  const first = /^#!.*\s-\w*e/.test(text) ? [{ at: 0, on: true }] : [];
  const later = commands.flatMap(({ name, words, span }) => {
    const on = name === 'set' ? shellOptions(words.slice(1).map(({ value }) => value)).get('errexit') : undefined;
    return on === undefined ? [] : [{ at: span.start, on }];
  });
  return [...first, ...later];
}

/** Once per script, so that large ones with many mentions stay quick. */
const loopsByVariable = memo(({ loops }: ShellScript) => groupBy(loops, ({ variable }) => variable));

const composedVariables = (text: string): Set<string> =>
  new Set(
    [...text.matchAll(/[/\w-]\$\{?(\w+)|\$\{(\w+)\}[/\w-]|\$(\w+)(?=\/)/g)].map(([, after, before, path]) => after ?? before ?? path ?? ''),
  );
