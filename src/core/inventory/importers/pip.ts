import { span } from '../../text/span';
import type { InstalledPackage } from '../inventory';
import { inventoryOf } from '../reading/hosts';
import { isWarning, linesOf, mostly, sampleOf } from '../reading/lines';
import { seeker } from '../reading/seek';
import { rowsOf, textOf } from '../reading/value';
import { byItself } from '../reading/whole-list';
import type { Importer, ImporterHelp, ImportFile } from './importer';

const tableHead = /^Package +Version\b/;
const rule = /^-+( -+)+\s*$/;
/** Until pip 9: `requests (2.6.0)`, with the folder of what is being worked on. */
const bracketed = /^([\w.-]+) \((\d[^\s,)]*)(?:, [^)]*)?\)\s*$/;
const tableRow = /^([\w.-]+) +(\d\S*)(?: .*)?$/;
const frozen = /^([\w.-]+)(?:\[[\w,.-]*\])?===?([^\s;@]+)(?:\s*;.*)?$/;
/** `name @ file:///…`, `-e git+https://…`: versions are not among them. */
const unversioned = /^(-e |[\w.-]+ @ |#|You (?:are using|should consider) )/;

/** Those of them that name a package. */
const elsewhere = /^(-e |[\w.-]+ @ )/;

function read(file: ImportFile) {
  const documents = file.documents();
  const packages = documents ? fromJson(file, documents) : fromText(file);
  // What is installed from a folder or a repository is not among them.
  const isWhole = documents !== undefined || ![...linesOf(file.text)].some(({ text }) => elsewhere.test(text));
  return inventoryOf(file, 'pip list', [{ packages: isWhole ? packages : packages.map(byItself) }]);
}

function fromJson(file: ImportFile, documents: readonly unknown[]): InstalledPackage[] {
  const find = seeker(file);
  return rowsOf(documents).flatMap((row) => {
    const [name, version] = [textOf(row['name']), textOf(row['version'])];
    return name === undefined || version === undefined ? [] : [{ name, version, type: 'pypi', origin: find(name) }];
  });
}

function fromText(file: ImportFile): InstalledPackage[] {
  return [...linesOf(file.text)].flatMap(({ start, text }) => {
    if (text.trim() === '' || tableHead.test(text) || rule.test(text) || unversioned.test(text) || isWarning(text)) return [];
    const at = span(start, start + text.length);
    const [, name, version = ''] = frozen.exec(text.trim()) ?? bracketed.exec(text.trim()) ?? tableRow.exec(text.trim()) ?? [];
    if (name !== undefined) return [{ name, version, type: 'pypi', origin: file.origin(at) }];
    file.problem('inventory-bad-line', at, 'This line is no package of "pip list" and was left out.');
    return [];
  });
}

const help: ImporterHelp = {
  name: 'Python packages of a host',
  tells: 'What pip has installed, with versions. One file for each host.',
  command: 'pip list --format freeze > inventory.<environment>.<host>.pip.txt',
  fileName: 'inventory.<environment>.<host>.pip.txt',
  example: 'requests==2.32.3\nurllib3==2.2.2\n',
};

/** `pip list` as a table, in brackets, as JSON or frozen, `pip freeze`. */
export const pip: Importer = {
  id: 'pip',
  help,
  looksLike({ text, documents }) {
    const found = documents();
    if (!found)
      return (
        sampleOf(text)
          .slice(0, 5)
          .some((line) => tableHead.test(line)) ||
        mostly(text, new RegExp(`${frozen.source}|${unversioned.source}`)) ||
        mostly(text, bracketed)
      );
    const rows = rowsOf(found.slice(0, 1));
    const [first] = rows;
    return (
      Array.isArray(found[0]) &&
      first !== undefined &&
      'name' in first &&
      'version' in first &&
      Object.keys(first).every((key) =>
        /^(name|version|location|installer|editable_project_location|latest_version|latest_filetype)$/.test(key),
      )
    );
  },
  read,
};
