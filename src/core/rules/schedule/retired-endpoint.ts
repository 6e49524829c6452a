import type { FileEdit, Related } from '../finding';
import { disabledLine } from '../reporting/disabled-job';
import type { Place } from '../../text/span';
import { defineRule } from '../rule';
import type { Subject, PackageView } from '../../subject/subject';
import {
  endpointFinder,
  hostsInCommands,
  mentionsIn,
  namesHosts,
  sharedVariables,
  talkingVariables,
  type CommandText,
  type FindEndpoint,
  type HostMention,
  type Variables,
} from '../../facts/jobs/host-mentions';
import { scheduledJobs, scriptsRunBy, type ScheduledJob } from '../../facts/jobs/jobs';
import { memo } from '../../text/memo';
import { entryOf } from '../../text/groups';

interface Use {
  readonly place: Place;
  readonly mention: HostMention;
  /** The first of them. */
  readonly jobs: ScheduledJob[];
  count: number;
  last: ScheduledJob | undefined;
  /** How the job comes to the host: named in it, or taken from elsewhere. */
  readonly by: 'command' | 'variable' | 'script';
}

interface Data {
  readonly host: string;
  readonly when: string;
  readonly since: string | undefined;
  readonly why: string | undefined;
  readonly replacedBy: string | undefined;
}

const retired = ({ host, since, why, replacedBy }: Data): string =>
  `${host}, retired${since ? ` since ${since}` : ''}${why ? ` (${why})` : ''}${replacedBy ? `; ${replacedBy} replaces it` : ''}`;

export const retiredEndpoint = defineRule({
  id: 'schedule/retired-endpoint',
  target: 'package',
  reads: ['crontab', 'shell', 'unit'],
  severity: 'error',
  confidence: 'certain',
  hazards: ['silent-failure'],
  fixable: true,
  summary: 'A scheduled job talks to a retired host',
  rationale: `A job that runs by the clock fails out of sight: the upgrade is declared done, and the first run after it meets a host that is no
longer there. Imports then stop quietly, or retry for hours against an address that somebody else may hold by now.

The rule looks at crontab lines, at the services of systemd timers, at the variables that these are given and use, and at the package's scripts
that they run. A host counts if the catalog lists it, or a host above it, as retired; names that merely contain it do not. The rule is silent where
the name is only printed, searched for or removed from a list, and where it is part of a path or a person's mail address.

The fix turns the crontab line into a comment that says what was disabled and why. Timers have no fix: what should stop is a person's decision.`,
  references: [
    'https://manpages.debian.org/stable/cron/crontab.5.en.html',
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.timer.html',
  ],
  messages: {
    command: (data: Data) => `This job runs ${data.when} and talks to ${retired(data)}.`,
    variable: (data: Data) => `A job that runs ${data.when} takes its host from here: ${retired(data)}.`,
    script: (data: Data) => `A job that runs ${data.when} uses this script, which talks to ${retired(data)}.`,
  },
  check(reviewed, context) {
    const { catalog } = context;
    if (!catalog.endpoints.some(({ state }) => state === 'retired')) return;
    for (const { place, mention, jobs, count, by } of usesOf(reviewed, endpointFinder(catalog.endpoints))) {
      const { since, why, replacedBy, origin } = mention.endpoint;
      const fixes = jobs.flatMap((job) => disabled(job, mention, reviewed));
      const related: Related[] = by === 'command' ? [] : jobs.map(({ path, span }) => ({ at: 'package', path, span, message: 'the job' }));
      if (by !== 'command' && count > jobs.length) {
        const message = `and ${count - jobs.length} more jobs`;
        related.push({ at: 'package', path: place.path, span: place.span, message });
      }
      if (origin) related.push({ at: 'site', origin, message: `the catalog lists ${mention.endpoint.host} as retired` });
      context.report(place, by, {
        data: { host: mention.host, when: jobs[0]?.when ?? '', since, why, replacedBy },
        related,
        fix:
          fixes.length === count
            ? {
                title: `Disable the job${jobs.length > 1 ? 's' : ''} that talk${jobs.length > 1 ? '' : 's'} to ${mention.host}`,
                edits: fixes,
                applies: 'always',
              }
            : undefined,
      });
    }
  },
});

/** Jobs that are listed one by one; a fix for more is read by nobody. */
const maxJobs = 50;

function usesOf(reviewed: PackageView<'crontab' | 'shell' | 'unit'>, find: FindEndpoint): Iterable<Use> {
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
    for (const command of job.commands) note(job.path, 'command', hostsInCommands(command, talking, find));
    for (const script of naming) note(script.path, 'script', hostsInCommands(script, talking, find));
    for (const variable of job.variables) {
      const mentions = mentionsOf(variable);
      if (mentions.length > 0 && talking.has(variable.name)) note(job.path, 'variable', mentions);
    }
  }
  return uses.values();
}

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

/** The line as a comment that says what replaces the host. */
function disabled(job: ScheduledJob, { host, endpoint }: HostMention, reviewed: PackageView<'crontab'>): readonly FileEdit[] {
  const { since, replacedBy } = endpoint;
  const why = `${host} is retired${since ? ` since ${since}` : ''}${replacedBy ? `, ${replacedBy} replaces it` : ''}`;
  const edit = disabledLine(job, 'schedule/retired-endpoint', why, reviewed);
  return edit ? [edit] : [];
}
