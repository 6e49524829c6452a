import { isScalar, isSeq } from 'yaml';
import { lineSpanAt } from '../../text/lines';
import { span } from '../../text/span';
import type { ConfigContents, ConfigEntry } from './contents';
import type { ConfigLanguage } from './language';
import { afterBreak, lineEnd } from './line-values';
import { below } from './paths';
import { readYaml, yamlLanguage } from './yaml';

const environment = /^services\.[^\0]+?\.environment(?=\.|$)/;

/** Compose files are YAML whose `environment:` names variables, as a map or as a list of `NAME=value`. */
function readCompose(text: string): ConfigContents {
  const yaml = readYaml(text);
  const listed = new Map<ConfigEntry, boolean>();
  const own = new Map<ConfigEntry, ConfigEntry>();
  const entries = yaml.entries.flatMap((entry) => {
    const path = environment.exec(entry.key)?.[0];
    if (path === undefined) return [entry];
    const variable = below(path, entry.key);
    if (variable !== undefined) {
      const named = { ...entry, variable };
      own.set(named, entry);
      return [named];
    }
    const items = itemsOf(text, path, entry, yaml.pairOf(entry)?.value);
    if (!items) return [entry];
    for (const item of items) listed.set(item, items.length > 1);
    return items;
  });
  const sound = yaml.faults.length === 0;
  return {
    entries,
    sections: yaml.sections,
    faults: yaml.faults,
    insert: (key, value) => yaml.insert(key, value),
    remove(entry) {
      const others = listed.get(entry);
      if (others === undefined) return yaml.remove(own.get(entry) ?? entry);
      const line = lineSpanAt(text, entry.keySpan.start);
      const alone = /^[ \t]*-[ \t]+["']?$/.test(text.slice(line.start, entry.keySpan.start));
      const lastOne = /^["']?[ \t]*(#.*)?$/.test(text.slice(entry.valueSpan.end, lineEnd(text, entry.valueSpan.end)));
      return sound && others && alone && lastOne ? [{ span: span(line.start, afterBreak(text, line.end)), text: '' }] : [];
    },
    rename(entry, key) {
      const { variable } = entry;
      if (!listed.has(entry) || variable === undefined) return yaml.rename(own.get(entry) ?? entry, key);
      const name = below(entry.key.slice(0, -variable.length - 1), key);
      return sound && name !== undefined && /^\w+$/.test(name) ? [{ span: entry.keySpan, text: name }] : [];
    },
    replace(entry, value) {
      if (!listed.has(entry)) return yaml.replace(own.get(entry) ?? entry, value);
      return sound && /^[\w./:@-]+$/.test(String(value)) ? [{ span: entry.valueSpan, text: String(value) }] : [];
    },
  };
}

/** The items of a list of variables, if all of them are written on one line without escapes. */
function itemsOf(text: string, path: string, { inherited }: ConfigEntry, list: unknown): ConfigEntry[] | undefined {
  if (!isSeq(list)) return undefined;
  const found: ConfigEntry[] = [];
  for (const item of list.items) {
    const [from = 0, to = 0] = (isScalar(item) && item.range) || [];
    const raw = text.slice(from, to);
    const [, quote = '', name = '', sign = '', value = ''] = /^(["']?)([A-Za-z_]\w*)(?!\w)(=?)([^\r\n]*?)\1$/.exec(raw) ?? [];
    if (name === '' || (quote !== '' && /["'\\]/.test(value))) return undefined;
    const start = from + quote.length;
    const end = start + name.length;
    found.push({
      key: `${path}.${name}`,
      keySpan: span(start, end),
      value: sign === '' ? null : value,
      valueSpan: span(end + sign.length, end + sign.length + value.length),
      variable: name,
      ...(inherited && { inherited }),
    });
  }
  return found;
}

export const composeLanguage = {
  ...yamlLanguage,
  id: 'compose',
  path: /(^|\/)(docker-)?compose([.-][\w.-]+)?\.ya?ml$/i,
  isCertain: () => false,
  // Of a list of variables, all values are texts: edits are compared as such.
  variables: 'some',
  read: readCompose,
} as const satisfies ConfigLanguage;
