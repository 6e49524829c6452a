import { fact, fileFact } from '../../subject/fact';
import { groupBy } from '../../text/groups';
import { folderOf, pathFrom } from '../../text/path';
import type { Place } from '../../text/span';
import type { ContainerSpec } from './images';

/** What a Dockerfile is built from. */
interface Dockerfile {
  readonly path: string;
  /** Defaults of what the builder can give, by name. */
  readonly defaults: ReadonlyMap<string, string>;
  readonly stages: readonly ContainerSpec[];
  /** What no registry is asked for: its own stages, and nothing at all. */
  readonly own: ReadonlySet<string>;
}

const dockerfileIn = fileFact('config', ({ path, syntax: { format, entries } }): Dockerfile | undefined => {
  if (format !== 'dockerfile') return undefined;
  const values = new Map(entries.map(({ key, value }) => [key, String(value)]));
  const own = new Set(['scratch', ...entries.flatMap(({ key, value }) => (key.endsWith('.name') ? [String(value).toLowerCase()] : []))]);
  const stages = entries.flatMap(({ key, value, valueSpan }): ContainerSpec[] => {
    const stage = /^(stages\.\d+)\.image$/.exec(key)?.[1];
    const image = String(value);
    if (stage === undefined || own.has(image.toLowerCase())) return [];
    return [
      { path, key: stage, name: values.get(`${stage}.name`) ?? path, image, span: valueSpan, isStage: true, isBuilt: false, volumes: [] },
    ];
  });
  const defaults = new Map(
    [...values].flatMap(([key, value]) => (key.startsWith('args.') ? [[key.slice('args.'.length), value] as const] : [])),
  );
  return { path, defaults, stages, own };
});

const dockerfiles = fact(['config'], ({ subjects }) => subjects.config.flatMap((subject) => dockerfileIn(subject) ?? []));

const reference = /\$(?:\{(\w+)(?::?-([^{}]*))?\}|(\w+))/g;

/** What the stages of one are built from, with what its builder gives, and its own defaults where that says nothing. */
const builtFrom = ({ stages, defaults, own }: Dockerfile, given: ReadonlyMap<string, string> = new Map()): readonly ContainerSpec[] =>
  stages.flatMap((stage) => {
    if (!stage.image.includes('$')) return [stage];
    const image = stage.image.replaceAll(reference, (written, braced?: string, otherwise?: string, plain?: string) => {
      const name = braced ?? plain ?? '';
      return given.get(name) ?? defaults.get(name) ?? otherwise ?? written;
    });
    return own.has(image.toLowerCase()) ? [] : [{ ...stage, image, isComputed: true }];
  });

/** What all Dockerfiles of the package are built from by themselves. */
export const stagesIn = fact(['config'], (reviewed): readonly ContainerSpec[] => dockerfiles(reviewed).flatMap((file) => builtFrom(file)));

/** What a compose file has built, and what it gives the builder. */
interface Build {
  readonly key: string;
  readonly name: string;
  readonly dockerfile: string;
  readonly given: ReadonlyMap<string, string>;
  readonly place: Place;
}

const buildsIn = fileFact('config', ({ path, syntax: { format, entries } }): readonly Build[] => {
  if (format !== 'compose') return [];
  const own = entries.flatMap((entry) => {
    const [, key = '', rest = ''] = /^(services\.[^.]+)\.build(?:\.(.+))?$/.exec(entry.key) ?? [];
    return key === '' ? [] : [{ ...entry, key, rest }];
  });
  return [...groupBy(own, ({ key }) => key)].flatMap(([key, all]): Build[] => {
    const valueOf = (name: string): string | undefined => {
      const value = all.find(({ rest }) => rest === name)?.value;
      return typeof value === 'string' ? value : undefined;
    };
    const dockerfile = pathFrom(folderOf(path), `${valueOf('') ?? valueOf('context') ?? '.'}/${valueOf('dockerfile') ?? 'Dockerfile'}`);
    const given = all.flatMap(({ rest, value }) => {
      if (rest === 'args' && Array.isArray(value)) return value.map((one) => String(one).split('=', 2));
      return rest.startsWith('args.') ? [[rest.slice('args.'.length), String(value)]] : [];
    });
    const span = (all.find(({ rest }) => rest.startsWith('args')) ?? all[0]).valueSpan;
    const values = new Map(given.flatMap(([name = '', value]) => (value === undefined ? [] : [[name, value] as const])));
    return dockerfile === undefined ? [] : [{ key, name: key.split('.').at(-1) ?? key, dockerfile, given: values, place: { path, span } }];
  });
});

/** What images that compose files have built are built from: their last stage. */
export const builtIn = fact(['config'], (reviewed): readonly ContainerSpec[] =>
  reviewed.subjects.config.flatMap(buildsIn).flatMap(({ key, name, dockerfile, given, place }) => {
    const file = given.size > 0 && dockerfiles(reviewed).find(({ path }) => path === dockerfile);
    const last = file ? builtFrom(file, given).at(-1) : undefined;
    return last?.isComputed ? [{ ...last, ...place, key, name, isBuilt: true }] : [];
  }),
);
