import { buildMatrix, type MatrixCell } from '../../inventory/matrix';
import { distinctVersions } from '../../inventory/versions/order';
import { acceptsAll, isOpenEnded, onlyStarts, pinTo, type Pin } from '../../inventory/pin';
import { parseRange } from '../../inventory/range';
import type { Inventory } from '../../inventory/inventory';
import type { Dependency } from '../../package/manifest-dependencies';
import { enumerate } from '../../text/enumerate';
import { runningAt } from '../reporting/running-at';
import type { Fix } from '../finding';
import { defineRule } from '../rule';
import type { Subject } from '../../subject/subject';
import { rangeEdit } from './loose-constraint/range-edit';

interface Facts {
  readonly dependency: string;
  readonly range: string | undefined;
  readonly environment: string;
  /** Versions that run there; empty if that is not known. */
  readonly installed: readonly string[];
  /** The first version above the series that runs. */
  readonly next: string | undefined;
}

export const looseConstraint = defineRule({
  id: 'manifest/loose-constraint',
  target: 'manifest',
  severity: 'warning',
  confidence: 'certain',
  hazards: ['unknown-state'],
  fixable: true,
  summary: 'A dependency is accepted in any later version',
  rationale: `A range without an upper bound (\`>=1.1\`, \`*\`, \`latest\`, none at all) takes whatever is newest on the day of the
upgrade. The vendor tried one version, staging took another a week ago, and production gets a third.

The fix bounds the range to what production runs and the package accepts: from the lowest version that runs there to the end
of its series (\`3.0.11\` gives \`>=3.0.11 <3.1\`, \`15.8\` gives \`>=15.8 <16\`; kinds with semantic versions end at the next major).
There is none where production lacks the dependency, runs a version outside the range, or is not known.

Ranges that nobody can read are not judged, and neither is \`upgradeFrom\`: its upper end is the package's own version.`,
  references: [
    'https://docs.npmjs.com/about-semantic-versioning',
    'https://www.debian.org/doc/debian-policy/ch-relationships.html',
    'https://packaging.python.org/en/latest/specifications/version-specifiers/',
  ],
  messages: {
    open: (facts: Facts) => `"${facts.range ?? ''}" has no upper bound: ${consequence(facts)}.`,
    any: (facts: Facts) => `"${facts.range ?? ''}" accepts every version of ${facts.dependency}: ${consequence(facts)}.`,
    none: (facts: Facts) => `${facts.dependency} is required in no version in particular: ${consequence(facts)}.`,
  },
  check(subject, { report, inventory, environment }) {
    const { path, syntax } = subject;
    const { rows } = buildMatrix(path, syntax, inventory);
    syntax.dependencies.forEach((dependency, index) => {
      const { range } = dependency;
      if (range ? !isOpenEnded(range.value) : dependency.unclear) return;
      const cells = (rows[index]?.cells ?? []).filter((cell) => cell.environment === environment);
      // Versions outside the range are another rule's matter, and say nothing of what would be taken.
      const fits = cells.every(({ state }) => state !== 'unsatisfied');
      const installed = fits ? versionsOf(cells) : [];
      const pin = pinTo(installed, dependency.type, range?.value ?? '');
      const message = !range ? 'none' : acceptsAll(range.value) ? 'any' : 'open';
      report(range?.span ?? dependency.nameSpan, message, {
        data: { dependency: dependency.name, range: range?.value, environment, installed, next: pin?.next },
        fix: pin && fixOf(subject, dependency, cells, pin, inventory, environment),
        related: runningAt(dependency, cells),
      });
    });
  },
});

const consequence = ({ dependency, environment, installed, next }: Facts): string =>
  installed.length > 0
    ? `${environment} runs ${dependency} ${enumerate(installed)}, and ${next === undefined ? 'any later one' : `${next} or anything later`} would be taken as well, untried`
    : 'whatever is newest on the day would be taken, untried';

const versionsOf = (cells: readonly MatrixCell[]): string[] => distinctVersions(cells.flatMap(({ version }) => version ?? []));

/** Only if every version that runs is inside the range so far and inside the new one. */
function fixOf(
  { path, text, syntax }: Subject<'manifest'>,
  dependency: Dependency,
  cells: readonly MatrixCell[],
  { range, agreed }: Pin,
  inventory: Inventory,
  environment: string,
): Fix | undefined {
  // Other languages than JSON have rules of their own for what stands without quotes.
  const isQuoted = path.endsWith('.json') || /^["']/.test(text.slice(dependency.range?.span.start));
  const edit = isQuoted ? rangeEdit(text, dependency, range) : undefined;
  const written = parseRange(dependency.range?.value ?? '');
  if (!edit || !written || !onlyStarts(written)) return undefined;
  const pinned = { ...dependency, range: { value: range, span: dependency.span } };
  const after = buildMatrix(path, { ...syntax, dependencies: [pinned] }, inventory).rows[0]?.cells ?? [];
  const states = after.filter((cell) => cell.environment === environment && cell.version !== undefined).map(({ state }) => state);
  if (!states.every((state) => state === 'satisfied')) return undefined;
  return {
    title: `Accept only ${dependency.name} ${range}, the series that ${environment} runs`,
    edits: [{ path, ...edit }],
    applies: agreed && cells.every(({ state }) => state !== 'unknown') ? 'always' : 'after-review',
  };
}
