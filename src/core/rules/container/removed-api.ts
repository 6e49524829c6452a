import known from '../../catalog/known/kubernetes-apis.json';
import { hostsIn } from '../../inventory/inventory';
import { isTestMaterial } from '../../package/test-material';
import { isWorkshop } from '../../package/workshop';
import type { ConfigEntry } from '../../parse/config/contents';
import { documentsOf } from '../../parse/config/documents';
import { fileFact } from '../../subject/fact';
import type { SiteFacts } from '../../subject/site';
import type { Span } from '../../text/span';
import { defineRule } from '../rule';

interface Data {
  readonly kind: string;
  readonly api: string;
  readonly removed: number;
  /** As the inventory has it; empty: nobody knows. */
  readonly server: string;
  readonly replacedBy: string | undefined;
}

export const removedApi = defineRule({
  id: 'container/removed-api',
  target: 'package',
  reads: ['config'],
  severity: 'error',
  confidence: 'likely',
  hazards: ['half-done', 'outage'],
  fixable: false,
  summary: 'A manifest of Kubernetes asks for a version of an API that is gone',
  rationale: `A cluster takes objects by the version of their API, and old versions go with a release of Kubernetes. \`kubectl apply\` and Helm then end with "no matches for kind", in the middle of the
upgrade; what came before in the same list is changed already.

Where the inventory has the version of the server (package \`kubernetes\`, as \`kubectl version\` prints it), it decides: the finding is certain from the release on that took the API away, and the rule is silent for older servers. Where it
is not known, it is a warning: all that are listed are gone from releases that are no longer supported, or are going.

It is silent for templates that ask the cluster what it has (\`.Capabilities\`), in tests and examples. In folders whose name says for which version they are (\`v1beta1\`, \`legacy\`) it is only possible.`,
  references: [known.source],
  messages: {
    gone: ({ kind, api, removed, server, replacedBy }: Data) =>
      `Kubernetes takes no ${kind} of ${api} from 1.${removed} on${server === '' ? '' : `, and production runs ${server}`}: applying this fails${replacedBy === undefined ? '' : `. ${replacedBy} replaces it`}.`,
  },
  check(reviewed, context) {
    const servers = serversOf(context);
    for (const { path, objects } of reviewed.subjects.config.map(objectsOf)) {
      if (objects.length === 0 || isTestMaterial(path) || isWorkshop(path)) continue;
      for (const { kind, api, span, removed, replacedBy } of objects) {
        const server = servers.find(({ minor }) => minor >= removed);
        if (servers.length > 0 && !server) continue;
        context.report({ path, span }, 'gone', {
          data: { kind, api, removed, server: server?.version ?? '', replacedBy },
          ...(forOthers.test(path) ? { confidence: 'possible' } : server && { confidence: 'certain' }),
          ...(!server && { atMost: 'warning' as const }),
          ...(server?.origin && { related: [{ at: 'site', origin: server.origin, message: `production runs ${server.version}` }] }),
        });
      }
    }
  },
});

/** Copies for clusters of other releases. */
const forOthers = /(^|\/)[^/]*(v\d(alpha|beta)\d|legacy|deprecated|old)[^/]*\//i;

/** Servers of the cluster, as far as the inventory knows them. */
const serversOf = ({ inventory, environment }: Pick<SiteFacts, 'inventory' | 'environment'>) =>
  hostsIn(inventory, environment).flatMap(({ packages = [] }) =>
    packages.flatMap(({ name, version, origin }) => {
      const minor = /^(kubernetes|kube-apiserver|kubelet|k3s|rke2)$/.test(name) ? /^v?1\.(\d{1,3})/.exec(version)?.[1] : undefined;
      return minor === undefined ? [] : [{ version, minor: Number(minor), origin }];
    }),
  );

interface Found {
  readonly kind: string;
  readonly api: string;
  readonly span: Span;
  readonly removed: number;
  readonly replacedBy?: string;
}

/** Objects of a manifest whose API is gone from some release. */
const objectsOf = fileFact(
  'config',
  ({ path, text, syntax: { format, within, entries } }): { readonly path: string; readonly objects: readonly Found[] } => {
    const isManifest =
      (format === 'yaml' || format === 'json') && !within && /apiVersion["']?[ \t]*:/.test(text) && !text.includes('.Capabilities');
    if (!isManifest) return { path, objects: [] };
    return { path, objects: documentsOf(entries).flatMap((document) => [...itemsOf(document).values()].flatMap(goneOf)) };
  },
);

const ofObject = /^((?:.*\.)?items\.\d+\.)?(apiVersion|kind)$/;

/** The object of a document, and those of a list. */
function itemsOf(document: readonly ConfigEntry[]): ReadonlyMap<string, ReadonlyMap<string, ConfigEntry>> {
  const found = new Map<string, Map<string, ConfigEntry>>();
  for (const entry of document) {
    const [, item = '', name] = ofObject.exec(entry.key) ?? [];
    if (name === undefined) continue;
    const own = found.get(item) ?? new Map<string, ConfigEntry>();
    found.set(item, own.set(name, entry));
  }
  return found;
}

function goneOf(object: ReadonlyMap<string, ConfigEntry>): readonly Found[] {
  const [version, kind] = [object.get('apiVersion'), object.get('kind')];
  if (!version || typeof kind?.value !== 'string') return [];
  const name = kind.value;
  return known.apis
    .filter(({ api, kinds }) => api === version.value && kinds.includes(name))
    .slice(0, 1)
    .map(({ api, removed, replacedBy }) => ({
      kind: name,
      api,
      span: version.valueSpan,
      removed,
      ...(replacedBy !== undefined && { replacedBy }),
    }));
}
