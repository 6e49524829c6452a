import type { ConfigEntry } from '../../parse/config/contents';
import { fileFact } from '../../subject/fact';
import type { PackageView, Subject } from '../../subject/subject';
import type { Span } from '../../text/span';

/** The name of a container image, taken apart: `registry.example/postgres:16-alpine@sha256:…`. */
export interface ImageName {
  /** Without tag and digest, as written. */
  readonly repository: string;
  /** The last part of it. */
  readonly base: string;
  readonly tag?: string;
  readonly isDigested: boolean;
}

/** A container that a compose file or a Kubernetes manifest describes. */
export interface ContainerSpec {
  readonly path: string;
  /** The key that holds it: `services.db`. */
  readonly key: string;
  /** Its name for people: `db`. */
  readonly name: string;
  /** As written, variables included. */
  readonly image: string;
  readonly span: Span;
  /** The image is built from files beside it. */
  readonly isBuilt: boolean;
  readonly volumes: readonly Volume[];
}

/** What is mounted, and where in the container. */
export interface Volume {
  readonly source: string;
  readonly target: string;
  readonly span: Span;
}

/** `undefined`: it is no image's name, or computed in a way that leaves the name open. */
export function imageName(written: string): ImageName | undefined {
  const filled = written.replace(/\$\{[A-Za-z_]\w*:?-([^${}]*)\}/g, '$1');
  const [name = '', digest] = filled.split('@', 2);
  const found = /^([a-z0-9][\w.:/-]*?)(?::([\w][\w.-]{0,127}))?$/i.exec(name);
  const [, repository = '', tag] = found ?? [];
  // `localhost:5000/app`: the colon is a port's.
  if (!found || repository === '' || /[{}$<>%]/.test(filled)) return undefined;
  return {
    repository,
    base: repository.split('/').at(-1) ?? repository,
    isDigested: digest !== undefined,
    ...(tag !== undefined && { tag }),
  };
}

/** Containers of one file. */
export const containersIn = fileFact('config', (subject): readonly ContainerSpec[] => {
  const { format, entries } = subject.syntax;
  if (format !== 'compose' && format !== 'yaml') return [];
  const images = entries.filter((entry) => isImage(entry, format));
  return [...images.map((entry) => describe(entry, subject)), ...(format === 'yaml' ? chartImages(subject) : [])];
});

/** The container of the same key in the same file, as another package has it. */
export const sameContainer = ({ path, key }: ContainerSpec, { subjects }: PackageView<'config'>): ContainerSpec | undefined =>
  subjects.config
    .filter((config) => config.path === path)
    .flatMap(containersIn)
    .find((container) => container.key === key);

/** Values of a Helm chart name an image in parts: `image.repository`, `image.tag`. Without a tag it is that of the chart's version. */
function chartImages({ path, syntax: { entries } }: Subject<'config'>): readonly ContainerSpec[] {
  const values = new Map(entries.map((entry) => [entry.key, entry]));
  return entries.flatMap(({ key, value }): ContainerSpec[] => {
    const own = /^(.*?\.?)image\.repository$/.exec(key)?.[1];
    const tag = own === undefined ? undefined : values.get(`${own}image.tag`);
    const registry = values.get(`${own ?? ''}image.registry`)?.value;
    if (own === undefined || !tag || !isWritten(tag.value) || !isWritten(value)) return [];
    const image = `${isWritten(registry) ? `${registry}/` : ''}${value}:${tag.value}`;
    const name = own.replace(/\.$/, '');
    return [
      { path, key: `${own}image`, name: name.split('.').at(-1) || 'the chart', image, span: tag.valueSpan, isBuilt: false, volumes: [] },
    ];
  });
}

const isWritten = (value: unknown): value is string | number => typeof value === 'number' || (typeof value === 'string' && value !== '');

const isImage = ({ key, value, inherited }: ConfigEntry, format: string): boolean =>
  typeof value === 'string' &&
  !inherited &&
  (format === 'compose' ? /^services\.[^.]+\.image$/ : /(^|\.)(initC|c)ontainers\.\d+\.image$/).test(key);

function describe({ key, value, valueSpan }: ConfigEntry, { path, text, syntax }: Subject<'config'>): ContainerSpec {
  const own = key.slice(0, -'.image'.length);
  const inside = syntax.entries.filter((entry) => entry.key.startsWith(`${own}.`));
  const named = inside.find((entry) => entry.key === `${own}.name`)?.value;
  const isBuilt = [...inside, ...syntax.sections].some((entry) => entry.key === `${own}.build` || entry.key.startsWith(`${own}.build.`));
  return {
    path,
    key: own,
    name: typeof named === 'string' ? named : (own.split('.').at(-1) ?? own),
    image: String(value),
    span: valueSpan,
    isBuilt,
    volumes: inside.flatMap((entry) => volumesOf(entry, own, inside, text)),
  };
}

/** Short form `source:target:mode`, long form with `source` and `target` of its own. */
function volumesOf({ key, value, valueSpan }: ConfigEntry, own: string, inside: readonly ConfigEntry[], text: string): Volume[] {
  if (key === `${own}.volumes` && Array.isArray(value)) {
    let from = valueSpan.start;
    return value.flatMap((one): Volume[] => {
      const [source, target] =
        typeof one === 'string' ? one.replace(/\$\{[^{}]*\}/g, (found) => found.replaceAll(':', ' ')).split(':') : [];
      if (source === undefined || target === undefined) return [];
      const at = text.indexOf(String(one), from);
      from = at < 0 ? from : at + String(one).length;
      return [{ source, target: plain(target), span: at < 0 ? valueSpan : { start: at, end: from } }];
    });
  }
  const item = /^(.*\.volumes\.\d+)\.target$/.exec(key)?.[1];
  const source = item === undefined ? undefined : inside.find((entry) => entry.key === `${item}.source`)?.value;
  return typeof source === 'string' && typeof value === 'string' ? [{ source, target: plain(value), span: valueSpan }] : [];
}

const plain = (path: string): string => (path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path);
