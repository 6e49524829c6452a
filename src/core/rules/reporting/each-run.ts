import { upgradeRuns, type UpgradeRun } from '../../facts/scripts/upgrade-effects';
import type { Planned } from '../../plan/planned';
import type { SiteFacts } from '../../subject/site';
import type { PackageView } from '../../subject/subject';
import { memo, sameItems } from '../../text/memo';
import { confidences } from '../finding';
import type { Report } from '../rule';

type Messages = Record<string, (data: never) => string>;
type Said<M extends Messages> = Parameters<Report<M>>;

/** What rules have said of a run, by their ids. */
const keptOf = memo((_run: UpgradeRun) => new Map<string, { readonly inputs: readonly unknown[]; readonly said: readonly unknown[] }>());

/**
 * Lets a rule look at each run by itself; after an edit again at those alone that it changed. `look` may read the texts of the run's
 * scripts, the package's list of files, the site; `runs` are those of scripts unless it says which. Several
 * runs that say the same of one place say it once, as the surest of them does.
 */
export function eachRun<M extends Messages>(
  rule: string,
  reviewed: PackageView<Planned>,
  { report, runs = upgradeRuns(reviewed), ...site }: SiteFacts & { readonly report: Report<M>; readonly runs?: readonly UpgradeRun[] },
  look: (run: UpgradeRun, report: Report<M>) => void,
): void {
  const inputs = [site.inventory, site.catalog, site.environment, site.now, reviewed.files];
  const sayings = (run: UpgradeRun): readonly Said<M>[] => {
    const kept = keptOf(run).get(rule);
    if (kept && sameItems(kept.inputs, inputs)) return kept.said as Said<M>[];
    const said: Said<M>[] = [];
    look(run, (...saying) => void said.push(saying));
    keptOf(run).set(rule, { inputs, said });
    return said;
  };
  const surest = new Map<string, { readonly run: UpgradeRun; readonly said: Said<M>[] }>();
  for (const run of runs) {
    for (const saying of sayings(run)) {
      const key = placeOf(saying);
      const known = surest.get(key);
      if (known?.run === run) known.said.push(saying);
      else if (!known || known.said.every((other) => rankOf(saying) < rankOf(other))) surest.set(key, { run, said: [saying] });
    }
  }
  for (const { said } of surest.values()) for (const saying of said) report(...saying);
}

function placeOf<M extends Messages>([at, message]: Said<M>): string {
  return `${'path' in at ? `${at.path}:${at.span.start}` : at.start}:${message}`;
}

/** Less is surer; a rule's usual confidence is. */
const rankOf = <M extends Messages>([, , { confidence }]: Said<M>): number =>
  confidence === undefined ? -1 : confidences.indexOf(confidence);
