import { getNodeValue } from 'jsonc-parser';
import type { Catalog } from '../catalog/catalog';
import { type Environment, environmentOf } from '../inventory/inventory';
import type { Site } from '../subject/site';
import { parseJson } from '../text/json';
import { own } from '../text/own';
import type { NotChecked } from './gap';

/** What manifests, inventories and catalogs can state and no rule reads. */
interface UnreadField {
  /** The schema, and the path in it without lists: `manifest.requires.os`. */
  readonly field: string;
  readonly what: string;
  /** Without a full stop. */
  readonly why: string;
  /** The upgrade could be refused for it. */
  readonly decisive: boolean;
  /** What is stated, in words for people, `''` if there are none; `undefined`: nothing is. */
  readonly stated: (site: Stated) => string | undefined;
}

interface Stated {
  readonly manifest: unknown;
  readonly environment: Environment | undefined;
  readonly catalog: Catalog;
}

export const unreadFields = ({ package: { manifest }, inventory, environment, catalog }: Site): NotChecked[] => {
  const { root } = parseJson(manifest?.text ?? '');
  const stated: Stated = {
    manifest: root && (getNodeValue(root) as unknown),
    environment: environmentOf(inventory, environment),
    catalog,
  };
  return unread.flatMap(({ what, why, decisive, stated: find }) => {
    const words = find(stated);
    return words === undefined ? [] : [{ what: words ? `${what} (${words})` : what, why, decisive }];
  });
};

/** Characters of what is stated; longer lists are cut. */
const maxShown = 80;

/** A scalar or a list of scalars of the manifest. */
const inManifest =
  (...path: readonly string[]) =>
  ({ manifest }: Stated): string | undefined => {
    const value = path.reduce<unknown>((at, key) => (isRecord(at) ? own(at, key) : undefined), manifest);
    const list = (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string' || typeof item === 'number');
    const shown = list.join(', ');
    return list.length === 0 ? undefined : shown.length > maxShown ? `${shown.slice(0, maxShown)}…` : shown;
  };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const unread: readonly UnreadField[] = [
  {
    field: 'manifest.requires.diskMb',
    what: 'the free disk space in MB that the manifest requires',
    why: 'the inventory does not tell the free space of hosts',
    decisive: true,
    stated: (site) => (site.environment?.hosts.some(({ disks }) => disks) ? undefined : inManifest('requires', 'diskMb')(site)),
  },
];
