import type { ConfigEntry } from '../../parse/config/contents';
import type { PlanEffect } from '../../plan/plan';
import { planned } from '../../plan/planned';
import { fact, fileFact } from '../../subject/fact';
import type { PackageView, Subject } from '../../subject/subject';
import { baseName } from '../../text/path';
import type { Place } from '../../text/span';
import { upgradeEffects } from '../scripts/upgrade-effects';

/** How a container or an account of a cluster gets hold of what is around it. */
export type Access = 'privileged' | 'socket' | 'folder' | 'processes' | 'capability' | 'unconfined' | 'role';

/** One way in which a package gives that. */
export interface HostAccess extends Place {
  readonly how: Access;
  /** The container, the pod or the role, for people. */
  readonly name: string;
  /** The folder, the socket, the capability; of a role what it may do. */
  readonly detail: string;
}

type Found = Pick<HostAccess, 'how' | 'detail'>;

const sockets = /(?:^|\/)(?:docker|containerd|crio|cri-dockerd|podman|buildkitd)\.sock$/;

/** Who writes there is root of the host soon after. Those that agents look at (`/proc`, `/sys`, `/dev`, `/run`, `/var/log`) are not among them. */
const folders = /^\/(?:etc|root|boot|usr|s?bin|lib|home|var|var\/lib|var\/lib\/(?:docker|containerd|kubelet|etcd))?$/;

/** Capabilities with which a process in a container becomes root of the host (capabilities(7)). */
const capabilities =
  /^(?:CAP_)?(ALL|SYS_ADMIN|SYS_MODULE|SYS_PTRACE|SYS_RAWIO|DAC_READ_SEARCH|DAC_OVERRIDE|SYS_BOOT|BPF|MAC_ADMIN|MAC_OVERRIDE)$/i;

const plain = (path: string): string => (path.length > 1 ? path.replace(/\/$/, '') : path);

function ofMount(source: string, isReadOnly: boolean): readonly Found[] {
  const detail = plain(source);
  if (sockets.test(detail)) return [{ how: 'socket', detail }];
  return folders.test(detail) && !isReadOnly ? [{ how: 'folder', detail }] : [];
}

/** `/:/host:ro`. */
function ofVolume(volume: string): readonly Found[] {
  const [source = '', target, mode = ''] = volume.split(':');
  return target === undefined ? [] : ofMount(source, /(?:^|,)ro(?:,|$)/.test(mode));
}

const ofCapabilities = (names: readonly string[]): readonly Found[] =>
  names.flatMap((name) => {
    const [, detail] = capabilities.exec(name) ?? [];
    return detail === undefined ? [] : [{ how: 'capability' as const, detail: detail.toUpperCase() }];
  });

const ofProfiles = (options: readonly string[]): readonly Found[] =>
  options.some((option) => /^(?:seccomp|apparmor)[:=]unconfined$|^label[:=]disable$/.test(option))
    ? [{ how: 'unconfined', detail: '' }]
    : [];

const texts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');

/** A part of each setting of a manifest that is looked at: most files have none, and need not be gone through. */
const ofManifests = /privileged|host(?:P(?:ID|ath)|IPC)|capabilities|roleRef|verbs/;

/** What files of compose and Kubernetes, values of charts and quadlets say. */
const accessIn = fileFact('config', ({ path, text, syntax: { format, entries } }: Subject<'config'>): readonly HostAccess[] => {
  const mayBe =
    format === 'compose' || (format === 'ini' ? /\.container$/.test(path) : /^(yaml|jsonc?)$/.test(format) && ofManifests.test(text));
  if (!mayBe) return [];
  const ask = format === 'ini' ? ofQuadlet : format === 'compose' ? ofService : ofManifest;
  return documentsOf(entries).flatMap((own) => {
    const values = new Map(own.map((entry) => [entry.key, entry.value]));
    return own.flatMap((entry) =>
      entry.inherited
        ? []
        : ask(entry, values).map((found) => ({ ...found, path, span: entry.valueSpan, name: nameOf(entry.key, values, path) })),
    );
  });
});

/** Documents of one file of YAML: the next one begins where a key comes again. */
function documentsOf(entries: readonly ConfigEntry[]): readonly (readonly ConfigEntry[])[] {
  const documents: ConfigEntry[][] = [];
  let seen = new Set<string>();
  for (const entry of entries) {
    if (documents.length === 0 || (seen.has(entry.key) && /^(?:apiVersion|kind|metadata\.name)$/.test(entry.key))) {
      documents.push([]);
      seen = new Set();
    }
    seen.add(entry.key);
    documents.at(-1)?.push(entry);
  }
  return documents;
}

type Values = ReadonlyMap<string, unknown>;

function ofService({ key, value }: ConfigEntry, values: Values): readonly Found[] {
  const [, option = ''] = /^services\.[^.]+\.(.+)$/.exec(key) ?? [];
  if (option === 'privileged') return value === true ? [{ how: 'privileged', detail: '' }] : [];
  if (option === 'pid' || option === 'userns_mode') return value === 'host' ? [{ how: 'processes', detail: '' }] : [];
  if (option === 'cap_add') return ofCapabilities(texts(value));
  if (option === 'security_opt') return ofProfiles(texts(value));
  if (/^volumes(?:\.\d+)?$/.test(option)) return texts(value).flatMap(ofVolume);
  const item = /^volumes\.\d+(?=\.source$)/.exec(option)?.[0];
  if (item === undefined || typeof value !== 'string') return [];
  return ofMount(value, values.get(key.replace(/source$/, 'read_only')) === true);
}

const ofQuadlet = ({ key, value }: ConfigEntry): readonly Found[] => {
  const text = String(value);
  if (key === 'Container.Volume') return ofVolume(text);
  if (key === 'Container.AddCapability') return ofCapabilities(text.split(/\s+/));
  if (key === 'Container.SecurityLabelDisable') return text === 'true' ? [{ how: 'unconfined', detail: '' }] : [];
  return key === 'Container.PodmanArgs' && /(?:^|\s)--privileged(?!=false)/.test(text) ? [{ how: 'privileged', detail: '' }] : [];
};

function ofManifest({ key, value }: ConfigEntry, values: Values): readonly Found[] {
  if (/(?:^|\.)(?:\w*S|s)ecurityContext\.privileged$/.test(key)) return value === true ? [{ how: 'privileged', detail: '' }] : [];
  if (/(?:^|\.)(?:hostPID|hostIPC)$/.test(key)) return value === true ? [{ how: 'processes', detail: '' }] : [];
  if (/(?:^|\.)capabilities\.add$/.test(key)) return ofCapabilities(texts(value));
  if (key.endsWith('.hostPath.path') && typeof value === 'string') {
    const volume = values.get(key.replace(/hostPath\.path$/, 'name'));
    const mounts = [...values].filter(([other, name]) => /\.volumeMounts\.\d+\.name$/.test(other) && name === volume);
    const isReadOnly = mounts.length > 0 && mounts.every(([other]) => values.get(other.replace(/name$/, 'readOnly')) === true);
    return ofMount(value, isReadOnly);
  }
  if (/(?:^|\.)roleRef\.name$/.test(key)) return value === 'cluster-admin' ? [{ how: 'role', detail: 'cluster-admin' }] : [];
  if (!/(?:^|\.)rules\.\d+\.verbs$/.test(key) || !texts(value).includes('*')) return [];
  const rest = key.slice(0, -'verbs'.length);
  return ['apiGroups', 'resources'].every((name) => texts(values.get(rest + name)).includes('*')) ? [{ how: 'role', detail: '*' }] : [];
}

/** The container that a key belongs to, else what the document is called. */
function nameOf(key: string, values: Values, path: string): string {
  const service = /^services\.([^.]+)\./.exec(key)?.[1];
  const container = /^(?:.*\.)?(?:initC|c|ephemeralC)ontainers\.\d+(?=\.)/.exec(key)?.[0];
  const item = /^items\.\d+\./.exec(key)?.[0] ?? '';
  const named = values.get(`${container ?? `${item}metadata`}.name`) ?? values.get(`${item}metadata.name`);
  const part = /(?:^|\.)([^.]+)\.\w*[sS]ecurityContext\./.exec(key)?.[1];
  return service ?? (typeof named === 'string' ? named : (part ?? baseName(path).replace(/\.\w+$/, '')));
}

/** Of `docker run` and its like. */
function ofOption(option: string): readonly Found[] {
  const [name = ''] = option.split('=', 1);
  const value = option.slice(name.length + 1);
  if (name === 'privileged') return value === 'false' ? [] : [{ how: 'privileged', detail: '' }];
  if (name === 'cap-add') return ofCapabilities([value]);
  if (name === 'pid' || name === 'userns') return value === 'host' ? [{ how: 'processes', detail: '' }] : [];
  if (name === 'security-opt') return ofProfiles([value]);
  if (name === 'v' || name === 'volume') return ofVolume(value);
  if (name !== 'mount') return [];
  const source = /(?:^|,)(?:source|src)=([^,]+)/.exec(value)?.[1];
  return source === undefined ? [] : ofMount(source, /(?:^|,)(?:readonly|ro)(?:=true|,|$)/.test(value));
}

const ofRun = ({ options, path, span, target }: PlanEffect): readonly HostAccess[] =>
  options.flatMap(ofOption).map((found) => ({ ...found, path, span, name: target }));

const started = fact(planned, (reviewed): readonly HostAccess[] =>
  upgradeEffects(reviewed).flatMap(({ effect, phase }) =>
    phase !== 'rollback' && effect.kind === 'container.run' && /^(docker|podman|nerdctl) (run|create)$/.test(effect.by)
      ? ofRun(effect)
      : [],
  ),
);

/** All ways in which files and scripts of a package give containers and accounts of a cluster the host. */
export const hostAccess = (reviewed: PackageView<'config' | (typeof planned)[number]>): readonly HostAccess[] => [
  ...reviewed.subjects.config.flatMap(accessIn),
  ...started(reviewed),
];
