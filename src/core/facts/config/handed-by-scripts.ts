import type { ConfigEntry } from '../../parse/config/contents';
import { flagsIn } from '../../parse/settings/flags';
import { openValue } from '../../parse/settings/settings';
import { fileFact } from '../../subject/fact';
import { span } from '../../text/span';

/** `NAME=value`, as a word of `export` or `env`. */
const assignment = /^(["']?)([A-Za-z_]\w*)=/;

const exporting: ReadonlySet<string> = new Set(['export', 'declare', 'typeset']);

/** What a script hands to the programs that it starts: variables that it exports or sets for a command, and options. */
export const handedByScripts = fileFact('shell', ({ syntax: { commands }, text }): readonly ConfigEntry[] => {
  const exported = new Set<string>();
  const found: ConfigEntry[] = [];
  const alone: ConfigEntry[] = [];
  for (const { name, words, wrappers, assignments } of commands) {
    for (const { name: variable, value, span: at } of assignments) {
      const entry = variableOf(variable, at.start, value?.value, value?.span);
      (name === undefined ? alone : found).push(entry);
    }
    const listed = exporting.has(name ?? '')
      ? words.slice(1)
      : wrappers.flatMap(([wrapper, ...rest]) => (wrapper?.value === 'env' ? rest : []));
    for (const word of listed) {
      const [whole, , variable = ''] = assignment.exec(word.text) ?? [];
      if (whole === undefined) exported.add(word.text);
      else found.push(variableOf(variable, word.span.start + whole.indexOf(variable), word.value?.slice(variable.length + 1), word.span));
    }
    for (const word of words.slice(1)) {
      if (!word.text.includes('--') && !word.text.includes('-D')) continue;
      for (const flag of flagsIn(text.slice(word.span.start, word.span.end), openValue)) found.push(moved(flag, word.span.start));
    }
  }
  return [...found, ...alone.filter(({ key }) => exported.has(key))];
});

const variableOf = (variable: string, start: number, value: string | undefined, at = span(start, start)): ConfigEntry => ({
  key: variable,
  variable,
  keySpan: span(start, start + variable.length),
  value: value ?? openValue,
  valueSpan: at,
});

const moved = (entry: ConfigEntry, by: number): ConfigEntry => ({
  ...entry,
  keySpan: span(entry.keySpan.start + by, entry.keySpan.end + by),
  valueSpan: span(entry.valueSpan.start + by, entry.valueSpan.end + by),
});
