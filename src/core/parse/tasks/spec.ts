import { MappedTextBuilder } from '../mapped-text';
import { specMacros, unitMacro } from './spec-macros';
import type { Task } from './task';

/** Where rpmbuild finds what a package is made of. */
export const isSpec = (path: string): boolean => /\.spec$/i.test(path);

/** Lines that begin a section of a spec file (rpm.org, "Spec file format"), and those whose content rpm runs on the host. */
const section =
  /^%(description|package|prep|build|install|check|clean|files|changelog|conf|sourcelist|patchlist|generate_buildrequires|verifyscript|(?:pre|post)(?:un|trans|untrans)?|\w*trigger\w*)(?:\s|$)/;
const scriptlet = /^(?:pre|post)(?:un|trans|untrans)?$|trigger/;
const removal = /^(?:pre|post)un/;

/** `%{_bindir}`: what the builder puts in. */
const macro = /%(?:\{[^{}\n]*\}|%|\*\*?)/y;
const filledIn = '${macro}';

/**
 * What rpm runs when a package that is built from a spec file comes or goes, each scriptlet as its shell gets it. Lines that are macros are left
 * out, but for those of systemd: what the others become, the builder's machine knows. Never throws.
 */
export function specTasks(text: string): readonly Task[] {
  const tasks: Task[] = [];
  const macros = specMacros(text);
  let open: { readonly name: string; readonly builder: MappedTextBuilder } | undefined;
  const close = (): void => {
    const source = open?.builder.build(undefined);
    if (open && source && source.text.trim() !== '')
      tasks.push({
        source,
        when: 'deployed',
        as: 'root',
        ...(removal.test(open.name) && { isConditional: true as const, isRemoval: true as const }),
      });
    open = undefined;
  };
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline + 1;
    const line = text.slice(start, end);
    const name = section.exec(line.slice(0, longestLine))?.[1];
    if (name !== undefined) {
      close();
      if (scriptlet.test(name)) open = opened(name, line, start);
    } else if (open) addLine(open.builder, line, start, macros);
    start = end;
  }
  close();
  return tasks;
}

const longestLine = 200;

/** `%post -p /sbin/ldconfig` runs that program; one in Lua is not followed. */
function opened(name: string, line: string, start: number) {
  const builder = new MappedTextBuilder();
  const [, lead = '', , program] = /^([^\n]*?\s-p\s+)(<?)([^\s>]+)/.exec(line.slice(0, longestLine)) ?? [];
  const at = start + line.indexOf(program ?? '', lead.length);
  if (program !== undefined && !/\/(ba)?sh$/.test(program)) {
    builder.copy(program, at);
    builder.copy('\n', at + program.length);
  }
  return { name, builder };
}

type Macros = ReadonlyMap<string, string>;

function addLine(builder: MappedTextBuilder, line: string, start: number, macros: Macros): void {
  const units = unitMacro(line);
  if (units) {
    const [, lead = '', rest = ''] = /^(\s*\S+)([^\n]*)/.exec(line) ?? [];
    for (const char of units.before) builder.escape(char, start, lead.length);
    add(builder, rest, start + lead.length, macros);
    for (const char of units.after) builder.escape(char, start + lead.length + rest.length, 0);
  } else if (!/^%(?!\{\w)/.test(line)) add(builder, line, start, macros);
}

function add(builder: MappedTextBuilder, line: string, start: number, macros: Macros): void {
  for (let at = 0; at < line.length;) {
    macro.lastIndex = at;
    const found = line[at] === '%' ? macro.exec(line)?.[0] : undefined;
    if (found === '%%') builder.escape('%', start + at, 2);
    else if (found === undefined) builder.copy(line[at] ?? '', start + at);
    else for (const char of macros.get(found.slice(2, -1)) ?? filledIn) builder.escape(char, start + at, found.length);
    at += found?.length ?? 1;
  }
}
