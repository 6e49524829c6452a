import { isForTools } from '../../package/descriptive';
import { isTestMaterial } from '../../package/test-material';
import { onlyScripts } from '../scripts/only-scripts';
import { isExample } from '../../parse/secrets/examples';
import { fact } from '../../subject/fact';
import type { PackageView, Subject } from '../../subject/subject';
import { groupBy } from '../../text/groups';
import { memo } from '../../text/memo';
import { mostEndpoints, type FoundEndpoint } from './found';
import { programEndpoints } from './in-programs';
import { jobEndpoints, scriptEndpoints } from './in-scripts';
import { configEndpoints, sqlEndpoints, unitEndpoints } from './in-settings';

export interface PackageEndpoint extends FoundEndpoint {
  readonly path: string;
}

/** What names hosts. */
export type NamesHosts = 'code' | 'config' | 'crontab' | 'shell' | 'sql' | 'unit';
export const namesHosts = ['code', 'config', 'crontab', 'shell', 'sql', 'unit'] as const;

const placed = <S extends Subject>(told: (subject: S) => readonly FoundEndpoint[]): ((subject: S) => readonly PackageEndpoint[]) =>
  memo((subject) => (isDescriptive(subject.path) ? [] : told(subject).map((endpoint) => ({ ...endpoint, path: subject.path }))));

const inFiles = {
  code: placed(programEndpoints),
  config: placed(configEndpoints),
  crontab: placed(jobEndpoints),
  shell: placed(scriptEndpoints),
  sql: placed(sqlEndpoints),
  unit: placed(unitEndpoints),
};

/** The hosts that the files of the package name where somebody talks to them; examples, documents and tests left out. */
export const packageEndpoints = fact(namesHosts, (reviewed: PackageView<NamesHosts>): readonly PackageEndpoint[] => {
  const { subjects } = reviewed;
  return [
    ...subjects.config.flatMap(inFiles.config),
    ...subjects.crontab.flatMap(inFiles.crontab),
    ...onlyScripts(reviewed).flatMap(inFiles.shell),
    ...subjects.code.flatMap(inFiles.code),
    ...subjects.sql.flatMap(inFiles.sql),
    ...subjects.unit.flatMap(inFiles.unit),
  ];
});

/** Files that name more hosts than are looked at. */
export const withMoreHosts = (reviewed: PackageView<NamesHosts>): readonly string[] =>
  [...groupBy(packageEndpoints(reviewed), ({ path }) => path)].flatMap(([path, own]) => (own.length >= mostEndpoints ? [path] : []));

/** Files that nothing of the upgrade runs or reads. */
export const isDescriptive = (path: string): boolean => isTestMaterial(path) || isExample(path) || isForTools(path);
