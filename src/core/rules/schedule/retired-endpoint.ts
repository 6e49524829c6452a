import type { FileEdit, Related } from '../finding';
import { disabledLine } from '../reporting/disabled-job';
import { defineRule } from '../rule';
import type { PackageView } from '../../subject/subject';
import { endpointFinder, type HostMention } from '../../facts/jobs/host-mentions';
import type { ScheduledJob } from '../../facts/jobs/jobs';
import { retiredUses } from '../../facts/jobs/retired-uses';

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
    for (const { place, mention, jobs, count, by } of retiredUses(reviewed, endpointFinder(catalog.endpoints))) {
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

/** The line as a comment that says what replaces the host. */
function disabled(job: ScheduledJob, { host, endpoint }: HostMention, reviewed: PackageView<'crontab'>): readonly FileEdit[] {
  const { since, replacedBy } = endpoint;
  const why = `${host} is retired${since ? ` since ${since}` : ''}${replacedBy ? `, ${replacedBy} replaces it` : ''}`;
  const edit = disabledLine(job, 'schedule/retired-endpoint', why, reviewed);
  return edit ? [edit] : [];
}
