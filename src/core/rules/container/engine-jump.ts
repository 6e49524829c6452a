import { dataStoreOf, type DataStore } from '../../facts/containers/data-stores';
import { described, sameContainer } from '../../facts/containers/containers';
import { imageName } from '../../facts/containers/image-name';
import type { ContainerSpec } from '../../facts/containers/images';
import { started } from '../../facts/containers/started';
import { planned } from '../../plan/planned';
import { environmentOf, hostsIn, type Database, type Inventory } from '../../inventory/inventory';
import { isTestMaterial } from '../../package/test-material';
import type { Related } from '../finding';
import { defineRule } from '../rule';

export const engineJump = defineRule({
  id: 'container/engine-jump',
  target: 'package',
  reads: ['baseline', 'config', ...planned],
  severity: 'error',
  confidence: 'likely',
  hazards: ['outage', 'irreversible', 'data-loss'],
  fixable: false,
  summary: 'The image of a database jumps to another major version',
  rationale: `A database reads the files of its own major version only. A container that is started from the next major's image on the old volume does not start
("database files are incompatible with server"), or changes the files in a way that the old one cannot read: the way back is then a restore.

The rule compares the images of databases and brokers in compose files, Kubernetes manifests, kustomizations, values of charts, Dockerfiles and of \`docker run\` with the package that came before, else with the one database of that
engine that production has by the inventory: if a package of the system brought that one, or the chart leaves the container off, this is only possible. It is silent for images without a version in their tag, and in tests and examples. Whether a script dumps and restores the data is for the
reviewer to see: the finding asks for it.`,
  references: [
    'https://www.postgresql.org/docs/current/upgrading.html',
    'https://github.com/docker-library/docs/blob/master/postgres/README.md',
  ],
  messages: {
    jumped: ({
      container,
      engine,
      before,
      after,
      where,
    }: {
      container: string;
      engine: string;
      before: string;
      after: string;
      where: string;
    }) =>
      `${container} goes from ${engine} ${before} (${where}) to ${after}: the new server does not read the files of the old one until they are migrated.`,
  },
  check(reviewed, { report, baseline, inventory, environment }) {
    const others = baseline ? [...described(baseline.package), ...started(baseline.package)] : [];
    for (const container of [...described(reviewed), ...started(reviewed)]) {
      const store = storeOf(container);
      if (store?.major === undefined || isTestMaterial(container.path)) continue;
      const { path, span, name, given, isOff } = container;
      const facts = { container: name, engine: store.engine, after: store.version ?? '' };
      const tag: Related[] = given ? [{ at: 'package', ...given, message: 'the tag is given here' }] : [];
      const earlier = sameContainer(container, others);
      const old = earlier && storeOf(earlier);
      if (old?.engine === store.engine) {
        if (old.major === undefined || old.major === store.major) continue;
        report({ path, span }, 'jumped', {
          data: { ...facts, before: old.version ?? '', where: 'in the package before' },
          related: tag,
          ...(isOff && { confidence: 'possible' }),
        });
        continue;
      }
      const running = runningOf(store, environmentOf(inventory, environment)?.databases ?? []);
      if (!running?.version || Number(/\d+/.exec(running.version)?.[0]) === store.major) continue;
      const site: Related[] = running.origin
        ? [{ at: 'site', origin: running.origin, message: `${running.name} is ${store.engine} ${running.version}` }]
        : [];
      report({ path, span }, 'jumped', {
        data: { ...facts, before: running.version, where: `in ${environment}` },
        related: [...tag, ...site],
        ...((isOff || isOfPackages(store, inventory, environment)) && { confidence: 'possible' }),
      });
    }
  },
});

function storeOf({ image }: ContainerSpec): DataStore | undefined {
  const name = imageName(image);
  return name && dataStoreOf(name);
}

/** A server that the system's packages brought is no container: whether the package means it at all is not known. */
const isOfPackages = ({ engine }: DataStore, inventory: Inventory, environment: string): boolean =>
  hostsIn(inventory, environment).some(({ packages = [] }) =>
    packages.some(
      ({ name }) =>
        name
          .split('-')
          .filter((part) => !/^(?:\d[\d.]*|server|org)$/.test(part))
          .join('-') === engine.toLowerCase(),
    ),
  );

/** The only one of its kind. */
function runningOf({ engine }: DataStore, databases: readonly Database[]): Database | undefined {
  const alike = databases.filter((database) => database.engine?.toLowerCase().startsWith(engine.toLowerCase().slice(0, 5)));
  return alike.length === 1 ? alike[0] : undefined;
}
