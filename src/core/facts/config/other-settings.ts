import type { ConfigEntry } from '../../parse/config/contents';
import { fact, fileFact } from '../../subject/fact';
import { baseName } from '../../text/path';
import { planned } from '../../plan/planned';
import { copiesByName } from './copied-examples';
import { handedByScripts } from './handed-by-scripts';
import { isExampleOnly, isNoSettings, readOnlySource, type ConfigSource } from './config-source';

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

/** Settings that no file of settings holds: variables and options of processes, templates of files, programs that are settings, examples. Nothing of it is edited. */
export const otherSettings = fact([...planned, 'config', 'text'], (reviewed): readonly ConfigSource[] => {
  const { subjects } = reviewed;
  const copies = copiesByName(reviewed);
  const found: ConfigSource[] = [];
  for (const subject of subjects.config) {
    const { path, text } = subject;
    const entries = handedVariables(subject);
    if (entries.length > 0) found.push(partOf({ path, text, format: 'env', entries, place: path }));
    const { format, entries: own } = isExampleOnly(path) ? subject.syntax : { format: undefined, entries: [] };
    if (format) found.push(...copiedPart({ path, text, format, entries: own, place: path }, copies));
  }
  for (const { path, text, syntax } of subjects.text) {
    for (const { of: place, entries, isExample } of syntax.settings) {
      const part: Part = { path, text, format: 'properties', entries, place };
      found.push(...(isExample ? copiedPart(part, copies) : [partOf(part)]));
    }
  }
  for (const subject of subjects.shell) {
    const entries = handedByScripts(subject);
    if (entries.length > 0 && !takesBack.test(subject.path))
      found.push(partOf({ path: subject.path, text: subject.text, format: 'env', entries, place: subject.path }));
  }
  return found.filter(({ place }) => !isNoSettings(place));
});

/** What such scripts set is right for the version before. */
const takesBack = /(^|[/_.-])(roll[-_]?back|revert|uninstall|downgrade|undo)/i;

type Part = Pick<ConfigSource, 'path' | 'text' | 'format' | 'place'> & { readonly entries: readonly ConfigEntry[] };

const partOf = (part: Part): ConfigSource => readOnlySource({ ...part, sections: [], isPart: true });

/** An example that a script copies is what lies there then; others nothing reads. */
function copiedPart(part: Part, copies: ReturnType<typeof copiesByName>): readonly ConfigSource[] {
  const copy = copies.get(baseName(part.path));
  if (!copy || !isSamePlace(copy.from, part.path)) return [];
  const place = copy.to.includes('*') ? withoutExample(part.place) : copy.to.replace(/^\/+/, '');
  return [partOf({ ...part, place })];
}

/** Of both, what is known of their folders agrees. */
function isSamePlace(from: string, path: string): boolean {
  const folder = from.split('/').at(-2);
  return folder === undefined || folder.includes('*') || folder === '.' || folder === path.split('/').at(-2);
}

/** `dten.yaml` of `dten.example.yaml` and `dten-sample.yaml`. */
const withoutExample = (place: string): string => place.replace(/[.-](?:example|sample|dist)(?=\.[^./]+$)/i, '');
