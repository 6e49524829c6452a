import type { PackageView, Subject } from '../../subject/subject';
import { entryOf } from '../../text/groups';
import { memo } from '../../text/memo';
import type { Place } from '../../text/span';
import {
  hostsInCommands,
  mentionsIn,
  namesHosts,
  sharedVariables,
  talkingVariables,
  type CommandText,
  type FindEndpoint,
  type HostMention,
  type Variables,
} from './host-mentions';
import { scheduledJobs, scriptsRunBy, type ScheduledJob } from './jobs';

/** A retired host, and the jobs that talk to it. */
export interface Use {
  readonly place: Place;
  readonly mention: HostMention;
  /** The first of them. */
  readonly jobs: ScheduledJob[];
  count: number;
  last: ScheduledJob | undefined;
  /** How the job comes to the host: named in it, or taken from elsewhere. */
  readonly by: 'command' | 'variable' | 'script';
}

/** Jobs that are listed one by one; a fix for more is read by nobody. */
const maxJobs = 50;

/** Retired hosts that jobs talk to. */
export function retiredUses(reviewed: PackageView<'crontab' | 'shell' | 'unit'>, find: FindEndpoint): Iterable<Use> {
  const uses = new Map<string, Use>();
  const mentionsOf = memo(({ text, span }: ScheduledJob['variables'][number]) => mentionsIn(text, span.start, find));
  const isNaming = memo((script: Subject<'shell'>) => namesHosts(textOf(script), find));
  const hostsOf = memo((scripts: readonly Subject<'shell'>[]) => hostsInScripts(scripts, isNaming));
  for (const job of scheduledJobs(reviewed)) {
    const note = (path: string, by: Use['by'], mentions: readonly HostMention[]) => {
      for (const mention of mentions) {
        const key = `${mention.span.start} ${path}`;
        const place = { path, span: mention.span };
        const use = entryOf(uses, key, () => ({ place, mention, jobs: [], count: 0, last: undefined, by }));
        if (use.last !== job) {
          use.count++;
          if (use.jobs.length < maxJobs) use.jobs.push(job);
        }
        use.last = job;
      }
    };
    const { naming, variables } = hostsOf(scriptsRunBy(job, reviewed));
    let known: ReadonlySet<string> | undefined;
    // Few jobs have a host in a variable.
    const talking = { has: (name: string) => (known ??= talkingVariables(job.commands, [variables()])).has(name) };
    for (const command of job.commands) {
      note(job.path, 'command', hostsInCommands(command, talking, find));
      note(job.path, 'command', putTogether(command, job.variables, find));
    }
    note(job.path, 'command', putIn(job, find));
    for (const script of naming) note(script.path, 'script', hostsInCommands(script, talking, find));
    for (const variable of job.variables) {
      const mentions = mentionsOf(variable);
      if (mentions.length > 0 && talking.has(variable.name)) note(job.path, 'variable', mentions);
    }
  }
  return uses.values();
}

/** `https://$NAME.$ZONE/x`: hosts that stand nowhere as a whole. The place is the command's. */
function putTogether({ text, offset }: CommandText, variables: ScheduledJob['variables'], find: FindEndpoint): readonly HostMention[] {
  if (variables.length < 1 || !text.includes('$')) return [];
  const values = new Map(variables.map(({ name, text: written }) => [name, valueOf(written)]));
  const filled = text.replace(
    /\$(?:\{(\w+)\}|(\w+))/g,
    (whole, braced?: string, bare?: string) => values.get(braced ?? bare ?? '') ?? whole,
  );
  const isWhole = (host: string): boolean => [text, ...values.values()].some((known) => known.includes(host));
  return mentionsIn(filled, 0, find).flatMap(({ host, endpoint }) =>
    isWhole(host) ? [] : [{ host, endpoint, span: { start: offset, end: offset + text.length } }],
  );
}

/** Hosts that a script puts into the command as it writes the crontab. */
function putIn({ filled, span, commands }: ScheduledJob, find: FindEndpoint): readonly HostMention[] {
  if (filled === undefined) return [];
  return mentionsIn(filled, 0, find).flatMap(({ host, endpoint }) =>
    commands.some(({ text }) => text.includes(host)) ? [] : [{ host, endpoint, span }],
  );
}

/** Of `NAME="x"`, as crontabs and units write it. */
const valueOf = (assignment: string): string =>
  assignment
    .slice(assignment.indexOf('=') + 1)
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2');

/** What the scripts of a job say of hosts. */
interface ScriptHosts {
  /** Those that name retired ones. */
  readonly naming: readonly (CommandText & { readonly path: string })[];
  readonly variables: () => Variables;
}

function hostsInScripts(scripts: readonly Subject<'shell'>[], isNaming: (script: Subject<'shell'>) => boolean): ScriptHosts {
  let known: Variables | undefined;
  return {
    naming: scripts.filter(isNaming).map(textOf),
    variables: () => (known ??= sharedVariables(scripts.map(textOf))),
  };
}

const textOf = memo((subject: Subject<'shell'>) => ({
  path: subject.path,
  text: subject.text,
  get script() {
    return subject.syntax;
  },
  offset: 0,
}));
