import { span } from '../../text/span';
import type { InstalledPackage, Origin } from '../inventory';
import { inventoryOf } from '../reading/hosts';
import { linesOf, sampleOf } from '../reading/lines';
import { seeker } from '../reading/seek';
import { named, rowsOf } from '../reading/value';
import type { Importer, ImporterHelp, ImportFile } from './importer';

const head = /^NAME\s+NAMESPACE\s+REVISION\s+UPDATED\s+STATUS\s+CHART\b/;
/** The status and the chart, which are words of their own behind the time. */
const tableRow = /\b(deployed|failed|superseded|pending-[a-z]+|uninstalling|unknown)\s+(\S+-v?\d\S*)/;

function read(file: ImportFile) {
  const documents = file.documents();
  return inventoryOf(file, 'helm list', [{ packages: documents ? fromDocuments(file, documents) : fromTable(file) }]);
}

function fromDocuments(file: ImportFile, documents: readonly unknown[]): InstalledPackage[] {
  const find = seeker(file);
  return releasesIn(documents).flatMap((row) =>
    /^(uninstalled|deleted)$/i.test(named(row, 'status', 'Status') ?? '')
      ? []
      : chartOf(named(row, 'chart', 'Chart') ?? '', () => find(named(row, 'name', 'Name') ?? '')),
  );
}

/** Helm 2 wrote an object around them, and their fields with capitals. */
const releasesIn = (documents: readonly unknown[]) =>
  rowsOf(documents).flatMap((row) => (Array.isArray(row['Releases']) ? rowsOf([row['Releases']]) : [row]));

const fromTable = (file: ImportFile): InstalledPackage[] =>
  [...linesOf(file.text)].flatMap(({ start, text }) =>
    chartOf(tableRow.exec(text)?.[2] ?? '', () => file.origin(span(start, start + text.length))),
  );

/** Name and version in one word: the version begins at the last dash before a digit. */
function chartOf(chart: string, origin: () => Origin): InstalledPackage[] {
  const [, name, version] = /^(.+)-(v?\d[^-]*(?:-.*)?)$/.exec(chart) ?? [];
  return name === undefined || version === undefined ? [] : [{ name, version, type: 'helm', origin: origin() }];
}

const help: ImporterHelp = {
  name: 'Helm releases of a cluster',
  tells: 'Charts with the versions that are deployed. One file for each cluster.',
  command: 'helm list -A -o json > inventory.<environment>.<cluster>.helm.json',
  fileName: 'inventory.<environment>.<host>.helm.json',
  example: `[
  { "name": "web", "namespace": "shop", "revision": "3", "status": "deployed", "chart": "nginx-18.2.4", "app_version": "1.27.3" }
]
`,
};

/** `helm list -A`, as JSON, as YAML and as a table. */
export const helm: Importer = {
  id: 'helm',
  help,
  looksLike({ text, documents }) {
    const [first] = releasesIn(documents()?.slice(0, 1) ?? []);
    if (first) return ('chart' in first && 'revision' in first) || ('Chart' in first && 'Revision' in first);
    return sampleOf(text).some((line) => head.test(line));
  },
  read,
};
