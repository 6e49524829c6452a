import { archivesAbove } from '../../package/nested-path';
import { isTestMaterial } from '../../package/test-material';
import { placeName } from '../../archive/entry-name';
import { describeAnomaly } from '../../archive/describe-anomaly';
import type { Anomaly, AnomalyCode } from '../../package/anomaly';
import { span } from '../../text/span';
import { visible } from '../../text/visible';
import { fact } from '../../subject/fact';
import type { RuleContext } from '../rule';
import type { Subject, PackageView } from '../../subject/subject';

/** Why it matters, as sentences; `undefined` keeps the rule silent. */
export type Risk = string | ((anomaly: Anomaly, reviewed: PackageView<never>) => string | undefined);

/** Of one rule, package and kind: a hostile archive has thousands, and nobody reads them. */
const oneByOne = 50;

export const messages = {
  told: (d: { subject: string; what: string; risk: string }) => [`${d.subject}: ${d.what}.`, d.risk].join(' '),
  damaged: (d: { what: string }) => d.what,
  more: (d: { count: number; of: string }) => `${d.count} more of this kind are not listed one by one.`,
};

/** Reports the anomalies of a rule, each with its risk, at the file it is about or else at the place that stands for the archive. */
export function reportAnomalies(
  { path: standIn, syntax: { anomalies } }: Subject<'archive'>,
  context: RuleContext<typeof messages>,
  risks: Partial<Record<AnomalyCode, Risk>>,
  most: Partial<Record<AnomalyCode, number>> = {},
): void {
  const nowhere = span(0, 0);
  const left = new Map<string, number>();
  const told = new Map<string, number>();
  for (const anomaly of anomalies) {
    const { code, entry, data } = anomaly;
    const of = code === 'more-anomalies' ? String(data['of']) : code;
    const risk = risks[of as AnomalyCode];
    if (risk === undefined) continue;
    const isRest = code === 'more-anomalies';
    const why = typeof risk === 'string' ? risk : isRest ? '' : risk(anomaly, context.package);
    if (why === undefined) continue;
    const before = told.get(of) ?? 0;
    if (isRest || before >= (most[of as AnomalyCode] ?? oneByOne)) {
      left.set(of, (left.get(of) ?? 0) + (isRest ? Number(data['count']) : 1));
      continue;
    }
    told.set(of, before + 1);
    const place = { path: fileOf(anomaly, context.package) ?? standIn, span: nowhere };
    // What unpacks to too much is the archive itself.
    const isForTests =
      entry !== undefined && (archivesAbove(entry).some(isTestMaterial) || (code === 'budget-exceeded' && isTestMaterial(entry)));
    const what = describeAnomaly(anomaly);
    const facts = { ...data, code, ...(entry !== undefined && { entry }) };
    const certainty = isForTests || isAsMeant(anomaly, context.package) ? { confidence: 'possible' as const } : {};
    if (code === 'damaged-entry') context.report(place, 'damaged', { data: { ...facts, what: readable(what) }, ...certainty });
    else context.report(place, 'told', { data: { ...facts, subject: subjectOf(anomaly), what: readable(what), risk: why }, ...certainty });
  }
  for (const [of, count] of left) context.report({ path: standIn, span: nowhere }, 'more', { data: { count, of } });
}

/** The tree of a system's root: what is absolute there begins in that root. */
const rootTree = /(?:^|\/)(?:[\w-]*rootfs[\w-]*|(?:[\w-]+-)?overlays?|airootfs|chroot|sysroot)\//i;

/** Folders in which products lie as a whole, each in one of its own: `/opt/acme/lib/defaults.env` is where it lies itself once it is installed. */
const productFolder = /^\/(?:opt|srv|app|usr\/(?:local|share|lib))\/[^/]+\/./;

/** A link of another root, one to where the product lies, below which the archive puts nothing, and a unit's name as systemd writes it. */
function isAsMeant({ code, entry = '', data }: Anomaly, reviewed: PackageView<never>): boolean {
  if (code === 'odd-name')
    return /\.(?:service|socket|mount|automount|swap|device|slice|path|timer)$/.test(entry) && !/\\(?!x[\da-f]{2})/.test(entry);
  const target = String(data['target']);
  return (
    code === 'escaping-symlink' &&
    /^\/(?!.*\.\.)/.test(target) &&
    (rootTree.test(entry) || productFolder.test(target)) &&
    !reviewed.files.some(({ path }) => path.startsWith(`${entry}/`))
  );
}

const subjectOf = ({ entry }: Anomaly): string => (entry === undefined ? 'The archive' : readable(entry) || 'An entry without a name');

const paths = fact([], (reviewed) => new Set(reviewed.files.map(({ path }) => path)));

/** The file, or the archive inside the package that has it: of a folder or a pipe there is no text to show. */
function fileOf({ entry }: Anomaly, reviewed: PackageView<never>): string | undefined {
  const path = entry === undefined ? undefined : placeName(entry).path;
  if (path === undefined) return undefined;
  return [path, ...archivesAbove(path).reverse()].find((each) => paths(reviewed).has(each));
}

const longest = 300;

/** Names of a hostile archive must not steer what shows them, nor fill it. */
const readable = (text: string): string => visible(text.length > longest ? `${text.slice(0, longest)}…` : text);
