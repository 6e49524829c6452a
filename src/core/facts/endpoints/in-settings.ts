import type { ConfigEntry } from '../../parse/config/contents';
import { endpointsIn } from '../../parse/endpoints/endpoints';
import { groupBy } from '../../text/groups';
import { fileFact } from '../../subject/fact';
import { holdsHost, isOnlyHosts, mostEndpoints, type FoundEndpoint } from './found';

/** Longer values are texts, scripts and tables. */
const longestValue = 4000;

/** The hosts in the values of a configuration. */
export const configEndpoints = fileFact('config', ({ text, syntax }): readonly FoundEndpoint[] => {
  if (syntax.format === 'unit') return [];
  const found: FoundEndpoint[] = [];
  for (const entry of syntax.entries) {
    if (found.length >= mostEndpoints) break;
    if (typeof entry.value !== 'string' || entry.inherited || !/:\/\/|\.|@/.test(entry.value)) continue;
    const { start, end } = entry.valueSpan;
    if (end - start > longestValue) continue;
    found.push(...inValue(text.slice(start, end), start, entry));
  }
  const rows = tablesIn(found);
  return rows.size === 0 ? found : found.map((each) => (rows.has(each.by) ? { ...each, isRow: true as const } : each));
});

/** Settings of one name that hold so many hosts are a table of data: nobody says that the product talks to each of them. */
const fewestRows = 30;

function tablesIn(found: readonly FoundEndpoint[]): ReadonlySet<string> {
  if (found.length < fewestRows) return new Set();
  const groups = [...groupBy(found, ({ by }) => by)];
  return new Set(groups.flatMap(([by, own]) => (new Set(own.map(({ host }) => host)).size >= fewestRows ? [by] : [])));
}

function inValue(value: string, offset: number, { key, variable }: ConfigEntry): FoundEndpoint[] {
  const name = lastName(variable ?? key);
  const isHost = isOnlyHosts(value);
  return endpointsIn(value, offset).flatMap((endpoint): FoundEndpoint[] => {
    const counts = endpoint.form === 'address' || (isHost && holdsHost.test(name) && endpoint.form !== 'login');
    const isPart = endpoint.form === 'address' && !isOnlyAddresses.test(value);
    return counts ? [{ ...endpoint, by: name, use: 'set', key: variable ?? key, ...(isPart && { isPart: true as const }) }] : [];
  });
}

/** Addresses, with commas or blanks between, perhaps in a list; directives of web servers have words behind them. */
const isOnlyAddresses =
  /^[\s"'[-]{0,20}[a-z][\w+.:-]{0,40}:\/\/\S{1,500}(?:[\s,]{1,20}["'-]{0,3}\s?(?:[a-z][\w+.:-]{0,40}:\/\/)?\S{1,200}){0,8}$/i;

/** The last part of a key that is a name, and no place in a list. */
const lastName = (key: string): string => key.split('.').findLast((part) => !/^\d+$/.test(part)) ?? key;

/** Directives that tell people of a unit, or say where it listens. */
const tellsNothing = /^(?:Documentation|Description|Listen\w+|IPAddress\w+|SourcePath|BindsTo|ReadWritePaths)$/;

/** The hosts in the directives of a unit. */
export const unitEndpoints = fileFact('unit', ({ text, syntax }): readonly FoundEndpoint[] =>
  syntax.sections
    .flatMap(({ directives }) => directives)
    .filter(({ key, value }) => !tellsNothing.test(key) && /:\/\/|\.|@/.test(value))
    .flatMap(({ key, value, valueSpan }): FoundEndpoint[] => {
      const isExec = key.startsWith('Exec');
      const talks = isExec && /^\S*\b(?:ssh|autossh|curl|wget|nc|ping|rsync|scp|sftp|telnet|socat)\b/.test(value);
      const variable = key === 'Environment' ? /^["']?([A-Za-z_]\w{0,80})=/.exec(value)?.[1] : undefined;
      return endpointsIn(text.slice(valueSpan.start, valueSpan.end), valueSpan.start).flatMap((endpoint): FoundEndpoint[] => {
        const isHost = variable !== undefined && holdsHost.test(variable) && endpoint.form !== 'login';
        if (endpoint.form !== 'address' && !(talks && endpoint.form !== 'name') && !isHost) return [];
        return [
          {
            ...endpoint,
            by: variable ?? key,
            use: isExec ? (talks ? 'contacted' : 'given') : 'set',
            ...(variable !== undefined && { key: variable }),
          },
        ];
      });
    })
    .slice(0, mostEndpoints),
);

/** The hosts in the texts that statements handle. */
export const sqlEndpoints = fileFact('sql', ({ text, syntax }): readonly FoundEndpoint[] => {
  const within = text.slice(syntax.span.start, syntax.span.end);
  if (!/:\/\/|\bhost=/i.test(within)) return [];
  const found: FoundEndpoint[] = [];
  for (const item of syntax.items) {
    if (item.kind !== 'statement' || found.length >= mostEndpoints) continue;
    const statement = text.slice(item.span.start, item.span.end);
    for (const { 0: literal, index } of statement.matchAll(/'(?:[^']|''){1,1000}'/g)) {
      if (!/:\/\/|\bhost=/i.test(literal)) continue;
      for (const endpoint of endpointsIn(literal, item.span.start + index)) {
        const isHost = /\bhost(?:addr)?\s{0,2}=\s{0,2}$/i.test(text.slice(Math.max(0, endpoint.span.start - 12), endpoint.span.start));
        if (endpoint.form === 'address' || isHost) found.push({ ...endpoint, by: 'a statement', use: 'stored' });
      }
    }
  }
  return found;
});
