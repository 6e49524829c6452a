import type { InstalledPackage } from '../inventory';
import { inventoryOf } from '../reading/hosts';
import { linesOf } from '../reading/lines';
import { imageOf } from '../reading/image';
import { seeker } from '../reading/seek';
import { at, isRecord, listOf, recordOf, recordsOf, textOf, type JsonRecord } from '../reading/value';
import { span } from '../../text/span';
import type { Importer, ImporterHelp, ImportFile } from './importer';

const serverLine = /^Server Version: (?:version\.Info\{.*GitVersion:")?(v\d[\w.+-]*)/m;
const clientLine = /^Client Version: (?:version\.Info\{.*GitVersion:")?v\d/m;
/** `kubectl get … -o wide` has a column for them. */
const imagesColumn = /^NAME(?:SPACE)?\b.* IMAGES?\b/m;

function read(file: ImportFile) {
  return file.documents() ? fromDocuments(file) : fromText(file);
}

function fromText(file: ImportFile) {
  const packages: InstalledPackage[] = [];
  const server = serverLine.exec(file.text);
  if (server)
    packages.push({
      name: 'kubernetes',
      version: server[1] ?? '',
      type: 'generic',
      partial: true,
      origin: file.origin(span(server.index, server.index + server[0].length)),
    });
  else if (clientLine.test(file.text)) file.problem('inventory-no-version', span(0, 1), onlyClient);
  let column = -1;
  for (const { start, text } of linesOf(file.text)) {
    if (imagesColumn.test(text)) column = text.search(/ IMAGES?\b/) + 1;
    else if (column > 0)
      for (const image of (/^\S+/.exec(text.slice(column))?.[0] ?? '').split(',')) {
        const found = imageOf(image);
        if (found) packages.push({ ...found, type: 'docker', origin: file.origin(span(start, start + text.length)) });
      }
  }
  return inventoryOf(file, 'kubectl', [{ packages }]);
}

const onlyClient = 'This tells only the version of kubectl: run it where the cluster can be reached.';

function fromDocuments(file: ImportFile) {
  const find = seeker(file);
  const packages = new Map<string, InstalledPackage>();
  const add = (name: string, version: string, type: string, words: string, partial?: true): void => {
    packages.set(`${type} ${name} ${version}`, { name, version, type, ...(partial && { partial }), origin: find(words) });
  };
  for (const document of (file.documents() ?? []).filter(isRecord)) {
    const server = textOf(at(document, 'serverVersion', 'gitVersion'));
    if (server !== undefined) add('kubernetes', server, 'generic', server, true);
    else if ('clientVersion' in document) file.problem('inventory-no-version', span(0, 1), onlyClient);
    for (const object of objectsOf(document)) {
      for (const image of imagesOf(object)) {
        const found = imageOf(image);
        if (found) add(found.name, found.version, 'docker', image);
      }
      if (object['kind'] === 'CustomResourceDefinition')
        for (const version of recordsOf(at(object, 'spec', 'versions')))
          if (version['served'] === true)
            add(
              textOf(at(object, 'metadata', 'name')) ?? '',
              textOf(version['name']) ?? '',
              'crd',
              textOf(at(object, 'metadata', 'name')) ?? '',
            );
    }
  }
  return inventoryOf(file, 'kubectl', [{ packages: [...packages.values()] }]);
}

const objectsOf = (document: JsonRecord): readonly JsonRecord[] => ('items' in document ? recordsOf(document['items']) : [document]);

/** Of a pod, and of whatever makes pods; a cron job holds one a level deeper. */
function imagesOf({ spec }: JsonRecord): string[] {
  const pods = [spec, at(spec, 'template', 'spec'), at(spec, 'jobTemplate', 'spec', 'template', 'spec')];
  return pods
    .flatMap((pod) => [...listOf(at(pod, 'initContainers')), ...listOf(at(pod, 'containers'))])
    .flatMap((container) => textOf(recordOf(container)['image']) ?? []);
}

const help: ImporterHelp = {
  name: 'Objects of a Kubernetes cluster',
  tells: 'Images of deployments and other workloads, versions of custom resources, and the version of the cluster.',
  command: 'kubectl get deployments,statefulsets,daemonsets,crds -A -o json > inventory.<environment>.<cluster>.json',
  fileName: 'inventory.<environment>.<host>.kubectl.json',
  example: `{
  "kind": "List",
  "apiVersion": "v1",
  "items": [
    {
      "kind": "Deployment",
      "metadata": { "name": "web" },
      "spec": { "template": { "spec": { "containers": [{ "name": "web", "image": "registry.example/web:1.27.3" }] } } }
    }
  ]
}
`,
};

/** `kubectl version` and `kubectl get …`, as JSON, as YAML and as the tables that name images. */
export const kubectl: Importer = {
  id: 'kubectl',
  help,
  looksLike({ text, documents }) {
    const found = documents();
    const top = recordOf(found?.[0]);
    if (!found) return /^(?:Client|Server) Version: /m.test(text.slice(0, 1000)) || imagesColumn.test(text.slice(0, 1000));
    return isRecord(top['clientVersion']) || isRecord(top['serverVersion']) || ('apiVersion' in top && 'kind' in top);
  },
  read,
};
