import type { ConfigEntry } from '../../parse/config/contents';
import { fileFact } from '../../subject/fact';
import type { Subject } from '../../subject/subject';
import { memoEach } from '../../text/memo';
import { baseName } from '../../text/path';
import type { Place, Span } from '../../text/span';

/** A container that a file describes or a script starts. */
export interface ContainerSpec {
  readonly path: string;
  /** What tells it from others of its file, and is the same in another version: `services.db`. */
  readonly key: string;
  /** Its name for people: `db`. */
  readonly name: string;
  /** As written, variables included, unless something of the package says what these are. */
  readonly image: string;
  readonly span: Span;
  /** Where a part of the name is given that stands elsewhere. */
  readonly given?: Place;
  /** The image's name in other files, which this one stands for. */
  readonly replaces?: string;
  /** Something was put in the place of variables. */
  readonly isComputed?: true;
  /** It is no container yet: an image is built from it. */
  readonly isStage?: true;
  /** The file says that it is not started unless somebody asks for it. */
  readonly isOff?: true;
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

/** Containers that one file describes, variables still open. */
export const containersIn = fileFact('config', (subject): readonly ContainerSpec[] => {
  const { format, entries } = subject.syntax;
  if (format === 'ini') return quadlet(subject);
  if (format !== 'compose' && format !== 'yaml') return [];
  const images = entries.filter((entry) => isImage(entry, format));
  const described = images.map((entry) => describe(entry, subject));
  if (format === 'compose') return described;
  return [...described, ...(isKustomization.test(subject.path) ? kustomized(subject) : chartImages(subject))];
});

/** A container that systemd has Podman run (podman-systemd.unit(5)). */
function quadlet({ path, syntax: { entries } }: Subject<'config'>): readonly ContainerSpec[] {
  const image = entries.find(({ key }) => key === 'Container.Image');
  if (!image || !/\.container$/.test(path)) return [];
  const volumes = entries.flatMap(({ key, value, valueSpan }) => {
    const [source, target] = key === 'Container.Volume' ? String(value).split(':') : [];
    return source && target ? [{ source, target: plainPath(target), span: valueSpan }] : [];
  });
  const name = baseName(path).replace(/\.container$/, '');
  return [{ path, key: 'Container', name, image: String(image.value), span: image.valueSpan, isBuilt: false, volumes }];
}

const isKustomization = /(^|\/)kustomization\.ya?ml$/i;
const isOfChart = /(^|\/)([\w.-]*[-_.])?values([-_.][\w.-]*)?\.ya?ml$/i;

/** `images:` of a kustomization: other names and tags for images of the files that it puts together. */
function kustomized({ path, syntax: { entries } }: Subject<'config'>): readonly ContainerSpec[] {
  const values = new Map(entries.map((entry) => [entry.key, entry]));
  return entries.flatMap(({ key, value: replaces }): ContainerSpec[] => {
    const item = /^(images\.\d+)\.name$/.exec(key)?.[1];
    const [tag, digest] = [values.get(`${item ?? ''}.newTag`), values.get(`${item ?? ''}.digest`)];
    const at = digest ?? tag;
    if (item === undefined || !at || !isWritten(replaces)) return [];
    const name = values.get(`${item}.newName`)?.value;
    const image = `${String(isWritten(name) ? name : replaces)}${tag ? `:${String(tag.value)}` : ''}${digest ? `@${String(digest.value)}` : ''}`;
    const spec = { path, key: `images.${replaces}`, name: baseName(String(replaces)), image, span: at.valueSpan };
    return [{ ...spec, replaces: String(replaces), isBuilt: false, volumes: [] }];
  });
}

/**
 * Values of a chart name an image whole (`image: postgres:16`), or in parts: `image.repository` and `image.tag`, `image` and `tag`. Without a tag
 * it is that of the chart's version.
 */
function chartImages({ path, syntax: { entries } }: Subject<'config'>): readonly ContainerSpec[] {
  const values = new Map(entries.map((entry) => [entry.key, entry]));
  return entries.flatMap(({ key, value, valueSpan, inherited }): ContainerSpec[] => {
    if (inherited || !isWritten(value)) return [];
    const parts = key.split('.');
    const [last = '', above = ''] = parts.toReversed();
    const isApart = /^(repository|name)$/.test(last) && /image$/i.test(above);
    const isWhole = !isApart && isOfChart.test(path) && (/image$/i.test(last) || above === 'images');
    if (!isApart && !isWhole) return [];
    const owner = parts.slice(0, isApart ? -2 : -1);
    const find = (...names: readonly string[]): ConfigEntry | undefined => values.get([...parts.slice(0, -1), ...names].join('.'));
    const tag = isApart ? find('tag') : (find('tag') ?? find('imageTag'));
    const registry = isApart && find('registry')?.value;
    const name = `${isWritten(registry) ? `${registry}/` : ''}${value}`;
    const isTagged = (name.split('/').at(-1) ?? '').includes(':') || name.includes('@');
    if (isTagged ? isApart : !tag || !isWritten(tag.value)) return [];
    const image = isTagged ? name : `${name}:${String(tag?.value)}`;
    const short = (above === 'images' ? last : owner.at(-1)) ?? 'the chart';
    const span = isTagged || !tag ? valueSpan : tag.valueSpan;
    const at = isApart ? parts.slice(0, -1).join('.') : key;
    const isOff = owner.some((_, index) => values.get([...owner.slice(0, index + 1), 'enabled'].join('.'))?.value === false);
    return [{ path, key: at, name: short, image, span, ...(isOff && { isOff }), isBuilt: false, volumes: [] }];
  });
}

const isWritten = (value: unknown): value is string | number => typeof value === 'number' || (typeof value === 'string' && value !== '');

const isImage = ({ key, value, inherited }: ConfigEntry, format: string): boolean =>
  typeof value === 'string' &&
  !inherited &&
  (format === 'compose' ? /^services\.[^.]+\.image$/ : /(^|\.)(initC|c)ontainers\.\d+\.image$/).test(key);

/** `# docker build -t acme .`: the file says how its images are made. */
const builtBefore = memoEach(
  (text: string): ReadonlySet<string> =>
    new Set([...text.matchAll(/\bbuild\b[^\n]{0,200}?[ \t](?:-t|--tag)[ =]([\w./:-]{1,200})/g)].map(([, name = '']) => name)),
  1,
);

function describe({ key, value, valueSpan }: ConfigEntry, { path, text, syntax }: Subject<'config'>): ContainerSpec {
  const own = key.slice(0, -'.image'.length);
  const inside = syntax.entries.filter((entry) => entry.key.startsWith(`${own}.`));
  const named = inside.find((entry) => entry.key === `${own}.name`)?.value;
  const isBuilt =
    [...inside, ...syntax.sections].some((entry) => entry.key === `${own}.build` || entry.key.startsWith(`${own}.build.`)) ||
    builtBefore(text).has(String(value).replace(/^\$\{\w+:?-(.*)\}$/, '$1'));
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
      return [{ source, target: plainPath(target), span: at < 0 ? valueSpan : { start: at, end: from } }];
    });
  }
  const [from, to] = typeof value === 'string' && /\.volumes\.\d+$/.test(key) ? value.split(':') : [];
  if (from !== undefined && to !== undefined) return [{ source: from, target: plainPath(to), span: valueSpan }];
  const item = /^(.*\.volumes\.\d+)\.target$/.exec(key)?.[1];
  const source = item === undefined ? undefined : inside.find((entry) => entry.key === `${item}.source`)?.value;
  return typeof source === 'string' && typeof value === 'string' ? [{ source, target: plainPath(value), span: valueSpan }] : [];
}

/** Without a slash at its end. */
export const plainPath = (path: string): string => (path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path);
