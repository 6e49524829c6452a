import { waysBack } from '../../facts/side-effects/ways-back';
import { staysOutside } from '../../plan/lasting';
import type { PlanEffect } from '../../plan/plan';
import { planned } from '../../plan/planned';
import { changesService, isOnThisHost } from '../../plan/requests';
import { enumerate } from '../../text/enumerate';
import { defineRule } from '../rule';

/** Steps that the message names, and that are linked to. */
const [named, linked] = [3, 12];

export const incompleteWayBack = defineRule({
  id: 'rollback/incomplete',
  target: 'package',
  reads: planned,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['half-done', 'irreversible'],
  fixable: false,
  summary: 'The way back leaves steps of the upgrade as they are',
  rationale: `A script that restores the programs and leaves the configuration gives the old version a configuration that was made for the new one; one that restores files and leaves the
database gives it a schema that it does not know. Half a way back is worse than none, because people believe in it.

The rule goes through the plan step by step: what install and migrate leave behind, against what the scripts of the way back take back. The level of the data (databases) and
that of configuration, files, units, jobs and accounts are told apart, as they are restored by different people. A folder that is restored as a whole counts for all that is below it.

Only steps of scripts that lie beside the way back are looked at; where that only takes the product away (uninstall), it is only possible. Silent where the package has no way back at all (\`rollback/missing\` tells that), for logs, temporary files, empty folders and copies that are kept for the way back, and
for what a step takes back itself.`,
  references: ['https://sre.google/sre-book/release-engineering/', 'https://www.postgresql.org/docs/current/backup-dump.html'],
  messages: {
    configuration: (d: { count: number; steps: readonly string[] }) =>
      `The way back leaves ${d.count} step${d.count === 1 ? '' : 's'} of the upgrade on the level of configuration and files: ${stepsIn(d)}.`,
    data: (d: { count: number; steps: readonly string[] }) =>
      `The way back leaves ${d.count} step${d.count === 1 ? '' : 's'} of the upgrade on the level of data: ${stepsIn(d)}.`,
  },
  check(reviewed, { report }) {
    const { back, open } = waysBack(reviewed);
    const [first] = back;
    if (!first) return;
    // Who takes a product away does not go back to the version before.
    const isDoubtful = back.every(({ entry }) => /uninstall/i.test(entry));
    for (const level of ['data', 'configuration'] as const) {
      const own = open.filter((effect) => isData(effect) === (level === 'data') && (!staysOutside(effect) || isAskedHere(effect)));
      if (own.length === 0) continue;
      report({ path: first.entry, span: { start: 0, end: 0 } }, level, {
        data: { count: own.length, steps: own.slice(0, named).map(({ target, by }) => (target === '' || target === '*' ? by : target)) },
        ...(isDoubtful && { confidence: 'possible' }),
        related: own
          .slice(0, linked)
          .map(({ path, span, by, target }) => ({ at: 'package', path, span, message: `${by} ${target}: nothing takes it back` })),
      });
    }
  },
});

/** `curl -X DELETE localhost:9200/rooms`: a service of the host itself is asked to change something. */
const isAskedHere = (effect: PlanEffect): boolean => effect.host === undefined && changesService(effect) && isOnThisHost(effect);

const isData = ({ kind }: PlanEffect): boolean => kind.startsWith('database.');

const stepsIn = ({ count, steps }: { readonly count: number; readonly steps: readonly string[] }): string =>
  enumerate(count > steps.length ? [...steps, `${count - steps.length} more`] : steps, named + 1);
