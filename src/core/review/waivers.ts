import { scopeOf, waiverScopes, type Waiver, type WaiverScope } from '../catalog/waiver';
import { countOf, type Finding, type Waived } from '../rules/finding';
import { renamedRules } from '../rules/renamed';
import { waiverNeed } from '../rules/waivable';
import { groupBy } from '../text/groups';
import type { PackageIdentity } from './identity';
import type { SiteFinding } from './site-finding';
import { noteOn, sharedNote } from './waiver-notes';
import { isAbout } from './waiver-paths';
import type { HeldWaiver, WaivedAbout, WaiverUse } from './waiver-use';

export interface WaivedFindings {
  readonly findings: readonly Finding[];
  readonly waivers: readonly WaiverUse[];
  /** What is wrong with waivers, on the file that they stand in. */
  readonly notes: readonly SiteFinding[];
}

/** Findings with what waivers say of them. Each waiver is judged by its own fields and those of findings, never by words. */
export function applyWaivers(waivers: readonly Waiver[], about: WaivedAbout): WaivedFindings {
  if (waivers.length === 0) return { findings: about.findings, waivers: [], notes: [] };
  const index = {
    byRule: groupBy(about.findings, ({ rule }) => rule),
    byFingerprint: groupBy(about.findings, ({ fingerprint }) => fingerprint),
  };
  const uses = waivers.map((waiver) => useOf(waiver, about, index));
  const chosen = new Map<Finding, HeldWaiver>();
  const shared = new Map<HeldWaiver, HeldWaiver>();
  for (const use of uses.filter(({ state }) => state === 'in-force')) {
    for (const finding of use.findings) {
      const other = chosen.get(finding);
      if (other && other.scope === use.scope) shared.set(use, other);
      if (!other || counts(use, other)) chosen.set(finding, use);
    }
  }
  return {
    findings: about.findings.map((finding) => {
      const use = chosen.get(finding);
      return use ? { ...finding, waived: waivedBy(use) } : finding;
    }),
    waivers: uses.map(({ findings, ...use }) => ({ ...use, findings: countOf(findings) })),
    notes: [...uses.flatMap((use) => noteOn(use, about, index.byRule)), ...[...shared].map(([use, other]) => sharedNote(use, other))],
  };
}

/** The narrower one, and of equal ones the one that ends first. */
const counts = (use: HeldWaiver, other: HeldWaiver): boolean =>
  use.scope === other.scope ? use.waiver.until < other.waiver.until : waiverScopes.indexOf(use.scope) < waiverScopes.indexOf(other.scope);

interface Index {
  readonly byRule: ReadonlyMap<string, readonly Finding[]>;
  readonly byFingerprint: ReadonlyMap<string, readonly Finding[]>;
}

function useOf(waiver: Waiver, about: WaivedAbout, index: Index): HeldWaiver {
  const rule = (about.renamed ?? renamedRules).get(waiver.rule) ?? waiver.rule;
  const scope = scopeOf(waiver);
  const use = { waiver, rule, scope };
  const known = about.rules.find(({ id }) => id === rule);
  if (!known) return { ...use, state: 'unknown-rule', findings: [] };
  if (!isForPackage(waiver, about.package)) return { ...use, state: 'other-package', findings: [] };
  const findings = meant(waiver, rule, scope, about, index);
  const need = waiverNeed(known);
  if (need === 'nobody') return { ...use, state: 'unwaivable', findings };
  if (need === 'security' && waiver.authority !== 'security') return { ...use, state: 'needs-security', findings };
  if (scope === 'place' && findings.length > 1) return { ...use, state: 'ambiguous', findings };
  if (isOver(waiver, about.now)) return { ...use, state: 'expired', findings };
  if (findings.length > 0) return { ...use, state: 'in-force', findings };
  if (!about.ran.includes(rule)) return { ...use, state: 'not-run', findings };
  return { ...use, state: isElsewhere(waiver, rule, about, index) ? 'no-match' : 'unused', findings };
}

const isForPackage = ({ package: name, version }: Waiver, own: PackageIdentity): boolean =>
  (name === undefined || name === own.name) && (version === undefined || version === own.version);

function meant(
  { fingerprint, path, line }: Waiver,
  rule: string,
  scope: WaiverScope,
  { root }: WaivedAbout,
  index: Index,
): readonly Finding[] {
  const own = index.byRule.get(rule) ?? [];
  if (scope === 'rule') return own;
  // Of one that stands for many nobody has seen the others.
  const single = (finding: Finding): boolean => finding.standsFor === undefined;
  if (scope === 'line')
    return (index.byFingerprint.get(fingerprint ?? '') ?? []).filter((finding) => finding.rule === rule && single(finding));
  const isIn = isAbout({ ...(path !== undefined && { path }) }, root);
  return own.filter((finding) => single(finding) && isIn(finding.path) && (line === undefined || finding.range.start.line + 1 === line));
}

/** Through the whole of the last day. */
const isOver = ({ until }: Waiver, now: number | undefined): boolean => now !== undefined && now > Date.parse(`${until}T00:00:00Z`);

/** Whether the rule still reports where the waiver was about, or that place is gone. */
function isElsewhere(waiver: Waiver, rule: string, { paths, root }: WaivedAbout, { byRule }: Index): boolean {
  if (waiver.path !== undefined && !paths.some(isAbout(waiver, root))) return true;
  return scopeOf(waiver) !== 'rule' && (byRule.get(rule) ?? []).some(({ path }) => isAbout(waiver, root)(path));
}

function waivedBy({ waiver, scope }: HeldWaiver): Waived {
  const { owner, reason, until, granted, authority, origin } = waiver;
  return { owner, reason, until, scope, ...(granted !== undefined && { granted }), ...(authority !== undefined && { authority }), origin };
}
