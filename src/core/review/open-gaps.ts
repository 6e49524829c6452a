import type { Matrix } from '../inventory/matrix';
import type { Gap } from '../package/source';
import type { ReviewedSite } from '../rules/rule';
import type { FileState } from './coverage';
import { baselineGaps } from './baseline-gaps';
import { boundedGaps } from './gap-bounds';
import type { NotChecked } from './gap';
import { lackingGaps, needGaps } from './lacking-gaps';
import { changelogGaps } from './changelog-gaps';
import { notChecked } from './not-checked';
import { manifestRows } from './package-matrix';
import { planGaps } from './plan-gaps';
import type { ReviewRequest } from './request';
import { rehearsalGaps, type ReviewedRehearsal } from './reviewed-rehearsal';
import { seriesGaps } from './series-gaps';
import type { ShownPlan } from './shown-plan';
import { systemGaps, versionGaps } from './version-gaps';

interface Looked {
  readonly request: ReviewRequest;
  readonly site: ReviewedSite;
  /** The same without the package that came before. */
  readonly alone: ReviewedSite;
  readonly states: ReadonlyMap<string, FileState>;
  /** Of the archive. */
  readonly gaps: readonly Gap[];
  readonly matrix: Matrix;
  readonly plan: ShownPlan;
  readonly rehearsal: ReviewedRehearsal | undefined;
  /** Of rules that threw. */
  readonly failures: readonly NotChecked[];
}

/** Everything that the review did not look at, or could not judge. */
export function openGaps({ request, site, alone, states, gaps, matrix, plan, rehearsal, failures }: Looked): readonly NotChecked[] {
  const declared = manifestRows(matrix, site.package);
  return boundedGaps([
    ...notChecked(site, states, request.rules, gaps, request),
    ...(site.baseline ? baselineGaps(site) : seriesGaps(site.package)),
    ...changelogGaps(site.package),
    ...versionGaps(declared.rows, site),
    ...systemGaps(declared, site),
    ...lackingGaps(declared, site),
    ...needGaps(site),
    ...planGaps(plan, site.package, states),
    ...rehearsalGaps(alone, rehearsal),
    ...failures,
  ]);
}
