import { retiredHosts } from '../../facts/endpoints/retired-hosts';
import { endpointFinder, type HostMention } from '../../facts/jobs/host-mentions';
import { retiredUses } from '../../facts/jobs/retired-uses';
import type { Fix } from '../finding';
import { defineRule } from '../rule';

interface Data {
  readonly host: string;
  readonly by: string | undefined;
  readonly since: string | undefined;
  readonly why: string | undefined;
  readonly replacedBy: string | undefined;
}

export const retired = defineRule({
  id: 'endpoint/retired',
  target: 'package',
  reads: ['code', 'config', 'crontab', 'shell', 'sql', 'unit'],
  severity: 'error',
  confidence: 'certain',
  hazards: ['half-done', 'silent-failure'],
  fixable: true,
  summary: 'A script, setting, unit or statement names a retired host',
  rationale: `A host that was retired does not answer, or somebody else answers in its place. A script that needs it stops in the middle of the upgrade, and a setting that names it fails later, when the service first wants something of it.

The catalog says which hosts are retired; names below such a host count as well, unless the catalog knows a nearer one that is active. The rule looks at what commands of scripts talk to, at variables that they talk with or that other scripts are given,
at what scripts write into files, \`/etc/hosts\` among them, at the values of configuration in every format, at directives of units, at texts in SQL, and at texts in Python, Perl, PowerShell and batch files (likely). What jobs talk to is told by schedule/retired-endpoint.

It is silent in comments and documents, in examples and tests, where a command only prints the name, looks for it or takes it out of a file, and where it is part of a path. Where the name of a setting says that it keeps hosts out, the finding is only possible.

The fix puts the catalog's replacement in its place where that fits: a host for a host, an address for one with the same scheme. A person must look whether the new host offers the same.`,
  references: ['https://datatracker.ietf.org/doc/html/rfc1912#section-2.4'],
  messages: {
    named: ({ host, by, since, why, replacedBy }: Data) =>
      `${by === undefined ? 'This' : by} names ${host}, retired${since ? ` since ${since}` : ''}${why ? ` (${why})` : ''}${replacedBy ? `; ${replacedBy} replaces it` : ''}.`,
  },
  check(reviewed, { catalog, report }) {
    const { endpoints } = catalog;
    if (!endpoints.some(({ state }) => state === 'retired')) return;
    const find = endpointFinder(endpoints);
    const found = retiredHosts(reviewed, endpoints, find);
    if (found.length === 0) return;
    const scheduled = new Set([...retiredUses(reviewed, find)].map(({ place }) => `${place.span.start} ${place.path}`));
    const texts = new Map(Object.values(reviewed.subjects).flatMap((all) => all.map(({ path, text }) => [path, text] as const)));
    for (const { mention, path, by, isDoubtful, isInProgram } of found) {
      if (scheduled.has(`${mention.span.start} ${path}`)) continue;
      const { since, why, replacedBy, origin, host } = mention.endpoint;
      report({ path, span: mention.span }, 'named', {
        data: { host: mention.host, by, since, why, replacedBy },
        ...((isDoubtful || isInProgram) && { confidence: isDoubtful ? ('possible' as const) : ('likely' as const) }),
        ...(origin && { related: [{ at: 'site' as const, origin, message: `the catalog lists ${host} as retired` }] }),
        fix: replaced(path, mention, texts.get(path) ?? ''),
      });
    }
  },
});

/** The catalog's replacement, where it is of the same kind as what stands there. */
function replaced(path: string, { host, endpoint, span }: HostMention, text: string): Fix | undefined {
  const { replacedBy } = endpoint;
  if (replacedBy === undefined || host.toLowerCase() !== endpoint.host.toLowerCase()) return undefined;
  const [, scheme, name] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([\w.-]+)\/?$/i.exec(replacedBy) ?? [];
  if (name === undefined) return undefined;
  const written = /([a-z][a-z0-9+.-]{0,30}):\/\/(?:[^\s/@"'`]{0,200}@)?$/i.exec(text.slice(Math.max(0, span.start - 240), span.start))?.[1];
  if (scheme !== undefined && scheme.toLowerCase() !== written?.toLowerCase()) return undefined;
  return { title: `Name ${name} in its place`, applies: 'after-review', edits: [{ path, span, text: name }] };
}
