import { scopeOf, type Waiver } from '../catalog/waiver';
import { shownPath } from '../package/nested-path';
import { countOf, type Finding, type Severity } from '../rules/finding';
import { hash } from '../text/hash';
import { didYouMean } from '../text/nearest';
import { baseName } from '../text/path';
import { sentence } from '../text/sentence';
import type { SiteFinding } from './site-finding';
import { isAbout } from './waiver-paths';
import type { HeldWaiver, WaivedAbout, WaiverState } from './waiver-use';

/** How weighty it is that a waiver does not do what it was written for; the findings weigh what they weigh. */
const severities: Readonly<Record<Exclude<WaiverState, 'in-force' | 'other-package' | 'not-run'>, Severity>> = {
  expired: 'warning',
  unused: 'info',
  'no-match': 'warning',
  ambiguous: 'warning',
  'needs-security': 'error',
  unwaivable: 'error',
  'unknown-rule': 'warning',
};

/** Places that a note names. */
const named = 3;

/** Why a waiver covers nothing, if it does not, and whether its rule is called by its old name. */
export function noteOn(use: HeldWaiver, about: WaivedAbout, byRule: ReadonlyMap<string, readonly Finding[]>): SiteFinding[] {
  const { state, waiver, rule } = use;
  const renamed =
    rule === waiver.rule
      ? []
      : [note('waiver/renamed-rule', 'info', waiver, `${waiver.rule} is called ${rule} now: the waiver holds, and should say so.`)];
  if (state === 'in-force') return [...renamed, ...endingNotes(waiver, about)];
  if (state === 'other-package' || state === 'not-run') return renamed;
  const why = whyOf({ ...use, state }, about, byRule);
  return [...renamed, note(`waiver/${state}`, severities[state], waiver, `${sentence(why)}.`)];
}

/** Days before its end from which on a waiver says so. */
const soon = 7;
const day = 24 * 60 * 60 * 1000;

/** Of a waiver that holds today, and will not hold any more when the upgrade runs; without a window, that it ends soon. */
function endingNotes(waiver: Waiver, { now, windowEnd }: WaivedAbout): SiteFinding[] {
  const { owner, until } = waiver;
  const end = Date.parse(`${until}T00:00:00Z`) + day;
  const ends = (severity: Severity, words: string) => [
    note('waiver/ends-soon', severity, waiver, `The waiver of ${owner} ends on ${until}, ${words}.`),
  ];
  if (windowEnd !== undefined)
    return end >= windowEnd
      ? []
      : ends('warning', 'before the maintenance window is over: have it accepted for as long as the upgrade takes');
  if (now === undefined || end - now > soon * day) return [];
  const left = Math.round((end - now) / day) - 1;
  return ends('info', left === 0 ? 'which is today' : left === 1 ? 'which is tomorrow' : `in ${left} days`);
}

/** Of a waiver that covers what another one of the same scope does. */
export function sharedNote({ waiver }: HeldWaiver, { waiver: other }: HeldWaiver): SiteFinding {
  const file = other.origin.path === waiver.origin.path ? '' : ` of ${baseName(other.origin.path)}`;
  const until = waiver.until < other.until ? waiver.until : other.until;
  const message = `The waiver of ${other.owner} in line ${other.origin.line + 1}${file} covers the same: the one that ends first counts, until ${until}.`;
  return note('waiver/ambiguous', 'warning', waiver, message);
}

/** Known by what the waiver says, wherever it stands in its file. */
function note(rule: string, severity: Severity, { origin, ...said }: Waiver, message: string): SiteFinding {
  return { rule, severity, message, origin, fingerprint: hash(JSON.stringify([rule, said])) };
}

function whyOf(
  { state, waiver, rule, findings }: HeldWaiver & { readonly state: keyof typeof severities },
  { rules, paths, root }: WaivedAbout,
  byRule: ReadonlyMap<string, readonly Finding[]>,
): string {
  switch (state) {
    case 'expired':
      return `the waiver of ${waiver.owner} ended on ${waiver.until}${
        findings.length === 0
          ? ', and nothing is found there: remove it'
          : `: ${countWords(findings)} again. Mend it, or have it accepted anew`
      }`;
    case 'needs-security':
      return `only security can waive ${rule}: the waiver needs \`"authority": "security"\` from whoever decides there, and covers nothing without it`;
    case 'unwaivable':
      return `nobody can waive ${rule}: it says that a part of the package was not seen, and what nobody has seen nobody can accept`;
    case 'unknown-rule':
      return `no rule is called ${rule}${didYouMean(
        rule,
        rules.map(({ id }) => id),
      )}: the waiver covers nothing`;
    case 'ambiguous':
      return `in line ${waiver.line ?? ''} of ${waiver.path ?? ''} ${rule} reports ${countOf(findings)} times: say which one is meant by its \`fingerprint\`: ${list(
        findings.map(({ range, fingerprint }) => `${fingerprint} (column ${range.start.character + 1})`),
      )}`;
    case 'no-match':
      return noMatchWords(waiver, rule, { paths, root }, byRule.get(rule) ?? []);
    case 'unused':
      return `nothing is found ${waiver.path === undefined ? '' : `in ${waiver.path} `}by ${rule}, which ran: remove the waiver${
        waiver.package === undefined ? ', or name in `package` the package that it is for' : ''
      }`;
  }
}

function noMatchWords(
  waiver: Waiver,
  rule: string,
  { paths, root }: Pick<WaivedAbout, 'paths' | 'root'>,
  found: readonly Finding[],
): string {
  const { path } = waiver;
  const isIn = isAbout(waiver, root);
  if (path !== undefined && !paths.some(isIn)) {
    const namesakes = paths.filter((other) => baseName(other) === baseName(path));
    const hint = namesakes.length > 0 ? `; a file of that name is now ${list(namesakes.map(shownPath))}` : '';
    return `nothing in the package is called ${path}${hint}: what was accepted is not there any more`;
  }
  const places = found.filter((finding) => isIn(finding.path)).map(({ path: at, range }) => `${shownPath(at)}:${range.start.line + 1}`);
  const what =
    scopeOf(waiver) === 'line'
      ? 'the line that was accepted has changed since, or is gone'
      : `there is nothing in line ${waiver.line ?? ''}`;
  return `${what}. ${rule} reports at ${list(places)}: look at it again, and accept that by its fingerprint`;
}

const countWords = (findings: readonly Finding[]): string => {
  const count = countOf(findings);
  return count === 1 ? 'the finding counts' : `${count} findings count`;
};

const list = (items: readonly string[]): string =>
  items.length > named ? `${items.slice(0, named).join(', ')} and ${items.length - named} more` : items.join(', ');
