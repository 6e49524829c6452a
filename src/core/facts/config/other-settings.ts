import type { ConfigEntry } from '../../parse/config/contents';
import type { ConfigFormat } from '../../parse/config/languages';
import { fact, fileFact } from '../../subject/fact';
import { readOnlySource, isNoSettings, type ConfigSource } from './config-source';

/** Names of lists and maps whose members are variables of a process: of Kubernetes, charts, ECS and Nomad. */
const environment =
  /^(?<above>.*\.)?(?<list>(?:extra)?env(?:ironment)?(?:vars?)?)\.(?:(?<index>\d+)\.(?<part>name|value)|(?<member>[A-Za-z_]\w*))$/i;

/** Variables that a file hands to a process: `env: [{name: DTEN_MODE, value: auto}]`, or a map; a compose file says so itself. */
const handedVariables = fileFact('config', ({ text, syntax: { entries, format } }): readonly ConfigEntry[] => {
  if (format === 'dockerfile') return entries.filter(({ variable }) => variable !== undefined);
  if ((format !== 'yaml' && format !== 'json') || !/env/i.test(text)) return [];
  const inLists = entries.flatMap((entry) => {
    const { above = '', list = '', index, part, member } = environment.exec(entry.key)?.groups ?? {};
    return list === '' ? [] : [{ entry, item: `${above}${list}.${index}`, part, member }];
  });
  const names = new Map(inLists.flatMap(({ entry, item, part }) => (part === 'name' ? [[item, entry] as const] : [])));
  return inLists.flatMap(({ entry, item, part, member }) => {
    if (member !== undefined) return capitals.test(member) ? [{ ...entry, variable: member }] : [];
    const name = part === 'value' ? names.get(item) : undefined;
    return typeof name?.value === 'string' ? [{ ...entry, key: name.value, keySpan: name.keySpan, variable: name.value }] : [];
  });
});

const capitals = /^[A-Z][A-Z0-9_]*$/;

/** Settings that no file of settings holds: variables and options of processes, templates of files, programs that are settings. Nothing of it is edited. */
export const otherSettings = fact(['config', 'text'], ({ subjects }): readonly ConfigSource[] => {
  const found: ConfigSource[] = [];
  for (const subject of subjects.config) {
    const entries = handedVariables(subject);
    if (entries.length > 0) found.push(partOf(subject.path, subject.text, 'env', entries));
  }
  for (const { path, text, syntax } of subjects.text) {
    for (const { of, entries } of syntax.settings) found.push(partOf(path, text, 'properties', entries, of));
  }
  return found.filter(({ place }) => !isNoSettings(place));
});

const partOf = (path: string, text: string, format: ConfigFormat, entries: readonly ConfigEntry[], place = path): ConfigSource =>
  readOnlySource({ path, place, text, format, entries, sections: [], isPart: true });
