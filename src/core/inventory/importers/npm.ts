import type { InstalledPackage } from '../inventory';
import { inventoryOf } from '../reading/hosts';
import { linesOf, sampleOf } from '../reading/lines';
import { seeker } from '../reading/seek';
import { isRecord, recordOf, textOf, type JsonRecord } from '../reading/value';
import { span } from '../../text/span';
import type { Importer, ImporterHelp, ImportFile } from './importer';

/** Trees of packages are as deep as somebody makes them. */
const maxDepth = 40;

/** `├─┬ @babel/core@7.24.0`, also as `+-- ws@8.17.0` where there are no such signs, with what npm says of it. */
const branch = /^[│|├└+`─┬\- ]{0,400}(?:[├└]|\+-|`-)[─┬\- ]{1,4}(?:(UNMET)(?: \w+)* )?((?:@[\w.-]+\/)?[\w.-]+)@([^\s]+)/;

function read(file: ImportFile) {
  return file.documents() ? fromJson(file) : fromTree(file);
}

function fromTree(file: ImportFile) {
  const packages = new Map<string, InstalledPackage>();
  let missing = 0;
  for (const { start, text } of linesOf(file.text)) {
    const [, unmet, name, version = ''] = (branch.exec(text) as readonly (string | undefined)[] | null) ?? [];
    if (unmet !== undefined) missing++;
    else if (name !== undefined && /^v?\d/.test(version))
      packages.set(`${name} ${version}`, { name, version, type: 'npm', origin: file.origin(span(start, start + text.length)) });
  }
  return told(file, packages, missing);
}

function fromJson(file: ImportFile) {
  const find = seeker(file);
  const packages = new Map<string, InstalledPackage>();
  let missing = 0;
  const walk = (dependencies: JsonRecord, depth: number): void => {
    for (const [name, entry] of Object.entries(dependencies)) {
      if (!isRecord(entry)) continue;
      const version = textOf(entry['version']);
      if (version !== undefined) packages.set(`${name} ${version}`, { name, version, type: 'npm', origin: find(name) });
      else if (entry['missing'] === true) missing++;
      if (depth < maxDepth) walk(recordOf(entry['dependencies']), depth + 1);
    }
  };
  walk(recordOf(recordOf(file.documents()?.[0])['dependencies']), 0);
  return told(file, packages, missing);
}

function told(file: ImportFile, packages: ReadonlyMap<string, InstalledPackage>, missing: number) {
  if (missing > 0)
    file.problem(
      'inventory-not-installed',
      span(0, 0),
      `${missing === 1 ? '1 dependency is' : `${missing} dependencies are`} not installed, by the word of npm.`,
    );
  return inventoryOf(file, 'npm ls', [{ packages: [...packages.values()] }]);
}

const help: ImporterHelp = {
  name: 'Node packages of a host',
  tells: 'What npm has installed, globally or for a program. One file for each host.',
  command: 'npm ls --global --all --json > inventory.<environment>.<host>.npm.json',
  fileName: 'inventory.<environment>.<host>.npm.json',
  example: `{
  "name": "lib",
  "dependencies": { "pm2": { "version": "5.4.2", "overridden": false } }
}
`,
};

/** `npm ls`, as JSON and as a tree; Yarn prints nearly the same tree. */
export const npm: Importer = {
  id: 'npm',
  isWhole: true,
  help,
  looksLike({ text, documents }) {
    const found = documents();
    if (!found)
      return sampleOf(text)
        .slice(1, 4)
        .some((line) => branch.test(line));
    const top = recordOf(found[0]);
    const [first] = Object.values(recordOf(top['dependencies']));
    return isRecord(first) && !('environments' in top) && ('version' in first || 'missing' in first || 'problems' in first);
  },
  read,
};
