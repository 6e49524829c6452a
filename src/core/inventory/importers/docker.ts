import { span } from '../../text/span';
import type { InstalledPackage } from '../inventory';
import { inventoryOf } from '../reading/hosts';
import { imageOf } from '../reading/image';
import { linesOf, sampleOf } from '../reading/lines';
import { seeker } from '../reading/seek';
import { named, recordOf, rowsOf, textOf, type JsonRecord } from '../reading/value';
import type { Importer, ImporterHelp, ImportFile } from './importer';

const imagesHead = /^REPOSITORY +TAG +(DIGEST +)?IMAGE ID/;
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
  const isImages = imagesHead.test(sampleOf(file.text)[0] ?? '');
  return [...linesOf(file.text)].slice(1).flatMap(({ start, text }) => {
    const [first = '', second = ''] = text.split(/ {2,}|\t/);
    const image = imageOf(isImages ? `${first}:${second}` : second);
    return image ? [{ ...image, type: 'docker', origin: file.origin(span(start, start + text.length)) }] : [];
  });
}

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
    const [head = ''] = sampleOf(text);
    return found ? isRow(first) : imagesHead.test(head) || containersHead.test(head);
  },
  read,
};
