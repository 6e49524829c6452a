import { fact, fileFact } from '../../subject/fact';
import type { PackageView } from '../../subject/subject';
import { baseName, folderOf } from '../../text/path';
import type { Place } from '../../text/span';
import type { ContainerSpec } from './images';

interface Given {
  readonly value: string;
  readonly place: Place;
}

interface EnvironmentFile {
  readonly folder: string;
  /** Compose reads it by itself. */
  readonly isOwn: boolean;
  readonly values: ReadonlyMap<string, Given>;
}

const environmentIn = fileFact('config', ({ path, syntax: { format, entries, within } }): EnvironmentFile | undefined => {
  if (format !== 'env' || within) return undefined;
  const values = entries.map(({ key, value, valueSpan }) => [key, { value: String(value), place: { path, span: valueSpan } }] as const);
  return { folder: folderOf(path), isOwn: baseName(path) === '.env', values: new Map(values) };
});

const environments = fact(['config'], ({ subjects }) => subjects.config.flatMap((subject) => environmentIn(subject) ?? []));

/** `${NAME}`, `$NAME`, `${NAME:-default}`, `${NAME:?words}`. */
const reference = /\$(?:\{(?<named>\w+)(?:(?<sign>:?[-?+])(?<rest>[^{}]*))?\}|(?<plain>\w+))/g;

/**
 * A container with what is known of its image's variables: from the `.env` in the folder, else their defaults, else from the one environment file
 * of the package that has them, as such a file is named on the command line (Docker, "Set, use, and manage variables in a Compose file with
 * interpolation"). The `env_file` of a service is for what runs in the container, and decides nothing here.
 */
export function filled(spec: ContainerSpec, reviewed: PackageView<'config'>): ContainerSpec {
  if (!spec.image.includes('$')) return spec;
  const all = environments(reviewed);
  const beside = all.filter(({ folder, isOwn }) => isOwn && folder === folderOf(spec.path));
  const used: Given[] = [];
  const image = spec.image.replaceAll(reference, (written: string, ...found) => {
    const { named, plain, sign = '', rest = '' } = found.at(-1) as Record<string, string | undefined>;
    const name = named ?? plain ?? '';
    const own = beside.map(({ values }) => values.get(name)).find((given) => given !== undefined);
    const isDefault = !own && sign.endsWith('-');
    const others = own || isDefault ? [] : all.flatMap(({ values }) => values.get(name) ?? []);
    const given = own ?? (others.length === 1 ? others[0] : undefined);
    if (given && !given.value.includes('$')) {
      used.push(given);
      return given.value;
    }
    return isDefault ? rest : written;
  });
  const last = used.at(-1);
  return { ...spec, image, isComputed: true, ...(last && { given: last.place }) };
}
