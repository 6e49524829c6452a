import { span } from '../../text/span';
import type { InstalledPackage } from '../inventory';
import { inventoryOf } from '../reading/hosts';
import { imageOf } from '../reading/image';
import { linesOf, sampleOf } from '../reading/lines';
import { seeker } from '../reading/seek';
import { named, recordOf, rowsOf, textOf, type JsonRecord } from '../reading/value';
import type { Importer, ImporterHelp, ImportFile } from './importer';

/** Also what crictl prints. */
const imagesHead = /^(?:REPOSITORY|IMAGE) +TAG +(?:DIGEST +)?IMAGE ID/;
/** Since Docker 29 names and tags are in one column. */
const namesHead = /^IMAGE +ID +DISK USAGE/;
const containersHead = /^CONTAINER ID +IMAGE +COMMAND/;

function read(file: ImportFile) {
  const documents = file.documents();
  const packages = documents ? fromJson(file, documents) : fromTable(file);
  return inventoryOf(file, 'Docker', [{ packages }]);
}

function fromJson(file: ImportFile, documents: readonly unknown[]): InstalledPackage[] {
  const find = seeker(file);
  return rowsOf(documents).flatMap((row) => {
    const name = named(row, 'Repository', 'Image') ?? '';
    const tag = textOf(row['Tag']);
    const image = imageOf(tag === undefined ? name : `${name}:${tag}`);
    return image ? [{ ...image, type: 'docker', origin: find(name) }] : [];
  });
}

function fromTable(file: ImportFile): InstalledPackage[] {
  const isImages = sampleOf(file.text).some((line) => imagesHead.test(line));
  const isNames = sampleOf(file.text).some((line) => namesHead.test(line));
  return [...linesOf(file.text)].flatMap(({ start, text }) => {
    if (isHead(text)) return [];
    const [first = '', second = ''] = text.trimStart().split(/\s+/);
    const image = imageOf(isNames ? first : isImages ? `${first}:${second}` : second);
    return image ? [{ ...image, type: 'docker', origin: file.origin(span(start, start + text.length)) }] : [];
  });
}

const isHead = (line: string): boolean => imagesHead.test(line) || namesHead.test(line) || containersHead.test(line);

const isRow = (row: JsonRecord): boolean =>
  ('Repository' in row && 'Tag' in row) || ('Image' in row && ('Names' in row || 'Status' in row));

const help: ImporterHelp = {
  name: 'Container images of a host',
  tells: 'Images with their tags, of all that are there or of the running containers. One file for each host.',
  command: 'docker ps --format json > inventory.<environment>.<host>.docker.json',
  fileName: 'inventory.<environment>.<host>.docker.json',
  example: `{"ID":"4dd97cefde62","Image":"registry.example/web:1.27.3","Names":"web","State":"running","Status":"Up 3 days"}
`,
};

/** `docker image ls` and `docker ps`, as JSON and as tables; Podman prints the same. */
export const docker: Importer = {
  id: 'docker',
  help,
  looksLike({ text, documents }) {
    const found = documents();
    const first = recordOf(rowsOf(found?.slice(0, 1) ?? [])[0]);
    return found ? isRow(first) : sampleOf(text).slice(0, 5).some(isHead);
  },
  read,
};
