import { candidatesFor, databasesFor, engineOf } from '../inventory/candidates';
import type { Environment } from '../inventory/inventory';
import { generic } from '../inventory/versions/generic';
import type { Manifest } from '../package/manifest';
import { patternOf } from '../text/pattern';
import known from './known/config-files.json';

/** Whether a name means a product: `dten-platform` is `dten`, `dtensor` is not. */
export function isProduct(product: string, name: string | undefined): boolean {
  const [wanted, given] = [product.toLowerCase(), (name ?? '').toLowerCase()];
  return wanted !== '' && (given === wanted || (given.startsWith(wanted) && /[-_. ]/.test(given.charAt(wanted.length))));
}

/** Names of files and folders that hold one component's settings, whatever package brings them. */
const components = known.map(({ component, files, names = [] }) => ({
  component,
  files: patternOf(files),
  names: names.map(({ written, means }) => ({ written: patternOf(written), means })),
}));

/** The component that a file configures by its name. */
export const componentOf = (path: string): string | undefined => components.find(({ files }) => files.test(path))?.component;

/** What a file's name of a key means to the component that reads it: `server.loose_x` of MySQL is `mysqld.x`. */
export const meantName = (path: string, name: string): string =>
  components
    .find(({ names, files }) => names.length > 0 && files.test(path))
    ?.names.reduce((meant, { written, means }) => meant.replace(written, means), name) ?? name;

/**
 * The versions of a product that the package's configuration will meet: the package's own, else the database that the
 * manifest names, else what the environment runs. Empty: unknown.
 */
export function versionsOf(product: string, manifest: Manifest | undefined, environment: Environment | undefined): readonly string[] {
  if (isProduct(product, manifest?.product?.value)) return manifest?.version ? [manifest.version.value] : [];
  const { engine, version } = manifest?.database ?? {};
  const named = engine && (engineOf(engine.value.toLowerCase()) ?? engine.value.toLowerCase());
  if (named === product.toLowerCase() && version) return [version.value];
  if (!environment) return [];
  const databases = databasesFor(product, environment);
  const found = databases.length > 0 ? databases : environment.hosts.flatMap(candidatesFor(product, undefined));
  return found.map((installed) => installed.version);
}

/** Whether a version has what came with `since`: a pre-release has it, and so has a build with a suffix of its own. */
export function reaches(version: string, since: string): boolean {
  const [own, bound] = [plainVersion(version), plainVersion(since)];
  return own !== undefined && bound !== undefined && generic.compare(own, generic.floor(bound)) >= 0;
}

/** Without an epoch and the revision that a distribution adds: `1:15.8-0+deb12u1` is 15.8. */
const plainVersion = (version: string): string | undefined =>
  generic.isValid(version) ? version : /^(?:\d+:)?v?(\d{1,15}(?:\.\d{1,15}){0,9})(?![\d.])/.exec(version)?.[1];
