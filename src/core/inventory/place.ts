/** Which host and environment a package list speaks of. */
export interface Place {
  readonly host: string;
  readonly environment: string;
  /** What the path did not say and was assumed instead. */
  readonly assumed: readonly ('host' | 'environment')[];
}

const environments = 'prod|production|live|staging|stage|preprod|preproduction|uat|qa|test|integration|dev|development|dr';
const customary = new RegExp(`^(${environments})$`, 'i');
const customaryPrefix = new RegExp(`^(${environments})[._-](?=.)`, 'i');
const inventoryFolder = /^(\.upgrade-review|inventory|inventories)$/i;
/** What a file holds, behind the host's name: `db01.dpkg.txt`. */
const contents =
  'version|workloads|crds|dpkg|dpkg-query|status|rpm|apk|packages|pkgs|list|pip|npm|units|unit-files|services|systemctl|ansible|facts|setup|osquery|facter|puppetdb|sbom|cdx|cyclonedx|spdx|syft|docker|images|containers|helm|kubectl|k8s|settings|variables|my|mysqld|postgresql|postgresql\\.auto|schema|rows|row-counts|os|os-release|pg_settings|cmdb';
const ending = new RegExp(
  `([._-](${contents})|\\.(txt|tsv|csv|log|out|json|ndjson|jsonl|ya?ml|list|status|conf|cnf|ini|sql|gz)){1,9}$`,
  'i',
);

/** Names that say what the file holds, not whose it is. */
const nameless = new RegExp(`^(inventory|inventories|installed|output|${contents})?$`, 'i');

/**
 * Host and environment by the file's path, because package lists name neither. `path` is a file path or a URI.
 * The file is called after the host (`db01.dpkg.txt`), with the environment before it
 * (`inventory.production.db01.txt`, `staging-db01.txt`), or in a folder of the environment's name (`staging/db01.txt`,
 * `inventory/berlin/db01.txt`). `prod` and `live` are `production`. What the path does not say is assumed: production,
 * and the file's name for the host.
 */
export function placeOf(path: string): Place {
  const folders = path.split(/[\\/]/).map(unescaped);
  const file = folders.pop() ?? '';
  const { host, environment } = byName(file.replace(ending, ''));
  const place = environment ?? byFolder(folders.at(-1) ?? '', folders.at(-2) ?? '');
  return {
    host: host ?? file,
    environment: place === undefined || /^(prod|live)$/i.test(place) ? 'production' : place,
    assumed: [...(host === undefined ? (['host'] as const) : []), ...(place === undefined ? (['environment'] as const) : [])],
  };
}

function byName(stem: string): { host?: string; environment?: string } {
  const isInventory = /^inventory[._-]/i.test(stem);
  const rest = stem.replace(/^inventory[._-]/i, '');
  if (nameless.test(rest)) return {};
  if (customary.test(rest)) return { environment: rest };
  const environment = customaryPrefix.exec(rest)?.[1];
  if (environment !== undefined) return { environment, host: rest.slice(environment.length + 1) };
  // An environment of the site's own naming; with more dots it is the host's full domain name.
  const [first, second, ...more] = rest.split('.');
  return isInventory && first && second && more.length === 0 ? { environment: first, host: second } : { host: rest };
}

const byFolder = (parent: string, above: string): string | undefined =>
  customary.test(parent) || (inventoryFolder.test(above) && !inventoryFolder.test(parent)) ? parent : undefined;

/** Editors pass URIs, in which a space is `%20`; a stray percent sign stays as it is. */
const unescaped = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};
