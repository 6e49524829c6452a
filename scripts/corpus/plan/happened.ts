import { readTrace, type Started, type Trace } from './trace';
import type { StageRun } from './stage';

/** Something that a run has changed. */
export interface Happening {
  readonly what: 'created' | 'changed' | 'removed' | 'user' | 'group' | 'enabled' | 'alternative';
  /** A path, or the name of a user, unit or alternative. */
  readonly target: string;
  /** The program of the script's that did it; absent: the script itself. */
  readonly by?: Started;
}

export interface Happened {
  readonly run: StageRun;
  readonly trace: Trace;
  readonly happenings: readonly Happening[];
  /** Paths that are there afterwards, as far as the runs have touched them; `undefined`: as in the root. */
  readonly isThere: (path: string) => boolean | undefined;
}

/** Books that tools keep of what they did: the doing itself counts. */
const books =
  /^\/(proc|dev|tmp|run|sys)(\/|$)|^\/var\/(lib\/(dpkg|ucf|systemd\/deb-systemd-\w+-(enabled|masked))|cache\/(debconf|ldconfig|man)|log\/(alternatives|dpkg|bootstrap)\.log|run|lock)(\/|$)|^\/etc\/(passwd|group|shadow|gshadow|subuid|subgid)-?$|^\/etc\/(\.pwd\.lock|ld\.so\.cache|rc\d\.d|rcS\.d)|\/__pycache__(\/|$)|\.pyc$|\.ucf-dist$/;

interface Row {
  readonly type: string;
  readonly mode: string;
  readonly rest: string;
  readonly link: string;
}

const rowsOf = (listing: string): ReadonlyMap<string, Row> =>
  new Map(
    listing.split('\n').flatMap((line): (readonly [string, Row])[] => {
      const [path = '', type = '', mode = '', user, group, size, time, link = ''] = line.split('\t');
      // The time of a folder changes with what is in it.
      const rest = type === 'd' ? `${user}:${group}` : `${user}:${group} ${size} ${time}`;
      return path === '' ? [] : [[path, { type, mode, rest, link }] as const];
    }),
  );

/** What a run has changed. `base`: the type of a path in the root under it; `isSame`: it is there with the same content and rights. */
export function happened(run: StageRun, base: (path: string) => boolean, isSame: (path: string, row: Row) => boolean): Happened {
  const [before, after] = [rowsOf(run.before), rowsOf(run.after)];
  const trace = readTrace(run.trace, run.stage.script);
  const happenings: Happening[] = [];
  const by = (path: string) => {
    // What was changed through an open file has no name in the trace.
    const owner = trace.touched.has(path) ? trace.touched.get(path) : trace.throughOpenFile;
    return owner ? { by: owner } : {};
  };
  for (const [path, row] of after) {
    const known = before.get(path);
    if (known && known.type === row.type && known.mode === row.mode && known.rest === row.rest && known.link === row.link) continue;
    const isGone = row.type === 'c';
    const wasThere = known ? known.type !== 'c' : base(path);
    if (isGone ? !wasThere : !known && wasThere && isSame(path, row)) continue;
    happenings.push(...named(path, isGone ? 'removed' : wasThere ? 'changed' : 'created', row, by(path)));
  }
  for (const path of before.keys())
    if (!after.has(path) && before.get(path)?.type !== 'c') happenings.push(...named(path, 'removed', undefined, by(path)));
  happenings.push(...accountsOf(run, by));
  return {
    run,
    trace,
    happenings: happenings.filter(({ target, what }) => !/^(created|changed|removed)$/.test(what) || !books.test(target)),
    isThere: (path) => {
      const row = after.get(path);
      return row ? row.type !== 'c' : undefined;
    },
  };
}

/** A path, or what a link at that place means. */
function named(path: string, what: Happening['what'], row: Row | undefined, by: Pick<Happening, 'by'>): readonly Happening[] {
  const alternative = /^\/etc\/alternatives\/([^/]+)$/.exec(path)?.[1];
  if (alternative !== undefined) return [{ what: 'alternative', target: alternative, ...by }];
  if (row?.link.startsWith('/etc/alternatives/')) return [];
  const unit = /^\/etc\/systemd\/(?:system|user)\/(?:.*\/)?([^/]+\.(?:service|socket|timer|target|path|mount))$/.exec(path)?.[1];
  if (unit !== undefined && row?.type !== 'f') return [{ what: 'enabled', target: unit, ...by }];
  if (/^\/etc\/systemd\/(system|user)\/[^/]+\.(wants|requires)$/.test(path)) return [];
  return [{ what, target: path, ...by }];
}

/** Lines `passwd:name:…` that came, went or changed. */
function accountsOf({ accounts: [before, after] }: StageRun, by: (path: string) => Pick<Happening, 'by'>): readonly Happening[] {
  const [old, now] = [before, after].map((text) => new Set(text.split('\n').filter(Boolean)));
  const changed = [...[...(now ?? [])].filter((line) => !old?.has(line)), ...[...(old ?? [])].filter((line) => !now?.has(line))];
  const names = new Set(changed.map((line) => line.split(':').slice(0, 2).join(':')));
  return [...names].map((name) => {
    const [file, target = ''] = name.split(':');
    return { what: file === 'passwd' ? ('user' as const) : ('group' as const), target, ...by(`/etc/${file ?? ''}`) };
  });
}
