import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withWaiver, type WaiverEntry } from '../core/catalog/add-waiver';
import { parseWaivers } from '../core/catalog/parse-waivers';
import { isDay } from '../core/catalog/waiver';
import { packageRoot } from '../core/package/root';
import { shownPath } from '../core/package/nested-path';
import type { SourceEntry } from '../core/package/source';
import type { Review } from '../core/review/review';
import { waiverEntry, type WaiverWords } from '../core/review/waiver-entry';
import { isAbout } from '../core/review/waiver-paths';
import { countOf, type Finding } from '../core/rules/finding';
import { rules } from '../core/rules/index';
import { waiverNeed } from '../core/rules/waivable';
import { decodeText } from '../core/text/decode';
import { errorText } from '../core/text/error-text';
import { visible } from '../core/text/visible';
import { writeFileAtomically } from '../node/atomic-write';
import type { Input } from '../node/write-guard';
import { codeOf } from '../node/write-trouble';
import { UsageError, type Options, type Waive } from './options';
import { meantRule } from './meant-rule';
import { targetOf } from './target';

/** Places that an error names. */
const named = 5;

/** What is said before anything is reviewed. `today`: `YYYY-MM-DD`. @throws UsageError */
export function mustBeWaivable({ rule, until, authority }: Waive, today: string): void {
  const known = rules.find(({ id }) => id === rule);
  if (!known) throw new UsageError(`no rule is called ${rule}${meantRule(rule)}`);
  const need = waiverNeed(known);
  if (need === 'nobody') throw new UsageError(`${rule} cannot be waived: what nobody has seen nobody can accept`);
  if (need === 'security' && authority !== 'security')
    throw new UsageError(`only security can waive ${rule}: ask there, and write --authority security if they agree`);
  if (!isDay(until)) throw new UsageError(`--until is "${until}": write a day, as in --until 2027-01-31`);
  if (until < today) throw new UsageError(`--until ${until} is over already`);
}

/** Where waivers are kept, and what must not be written to. */
interface WaiverPlace {
  readonly options: Pick<Options, 'site'>;
  readonly folder: string;
  readonly cwd: string;
  readonly inputs: readonly Input[];
}

/** Writes the waiver; the answer is a summary for people. @throws UsageError if there is nothing to waive, or more than one finding is meant */
export async function waive(
  { package: reviewed, findings }: Pick<Review, 'package' | 'findings'>,
  entries: readonly SourceEntry[],
  { wanted, today, ...place }: { readonly wanted: Waive; readonly today: string } & WaiverPlace,
): Promise<string> {
  const root = packageRoot(entries);
  const { finding, scope, covered } = chosen(findings, wanted, root);
  const { reason, owner, until, authority } = wanted;
  const said: WaiverWords = { reason, owner, until, granted: today, ...(authority !== undefined && { authority }) };
  const entry = waiverEntry(finding, scope, { name: reviewed.name, root }, said);
  const file = await targetFor(place);
  const text = await textOf(file);
  const whole = { ...entry, ...(scope === 'file' && wanted.path !== undefined && { path: wanted.path }) };
  mustBeNew(file, text, whole, today);
  const added = addedTo(file, text, whole);
  await writeFileAtomically(file, [new TextEncoder().encode(added)]);
  const count = countOf(covered);
  return (
    visible(`${count} finding${count === 1 ? '' : 's'} of ${finding.rule} waived until ${until} by ${owner}, written to ${file}`) + '\n'
  );
}

/** Absolute path of the file that the waiver is added to: the one that is named, or that of the folder. @throws UsageError */
async function targetFor({ options: { site }, folder, cwd, inputs }: WaiverPlace): Promise<string> {
  const [path, ...more] = site.get('waivers') ?? [];
  if (more.length > 0) throw new UsageError('waive writes to one file: name one with --waivers');
  if (path === undefined) await mkdir(folder, { recursive: true });
  // What is written to describes the site; only packages must stay as they are.
  const packages = inputs.filter(({ kind }) => kind === 'package' || kind === 'baseline');
  return targetOf(path ?? join(folder, 'waivers.json'), cwd, packages);
}

async function textOf(path: string): Promise<string | undefined> {
  const bytes = await readFile(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (bytes === undefined) return undefined;
  const decoded = decodeText(bytes);
  if (!decoded) throw new Error(`${path} is not a text file`);
  return decoded.text;
}

/** Two that cover the same are a question to whoever reads the file. @throws UsageError */
function mustBeNew(file: string, text: string | undefined, entry: WaiverEntry, today: string): void {
  const same = parseWaivers(file, text ?? '').waivers.find(
    (given) =>
      given.until >= today &&
      (['rule', 'fingerprint', 'path', 'line', 'package', 'version'] as const).every((key) => given[key] === entry[key]),
  );
  if (same)
    throw new UsageError(
      `${file}:${same.origin.line + 1} waives the same, by ${same.owner} until ${same.until}: change that one where it should say something else`,
    );
}

function addedTo(file: string, text: string | undefined, entry: WaiverEntry): string {
  try {
    return withWaiver(text, entry);
  } catch (error) {
    throw new Error(`${file}: ${errorText(error)}`, { cause: error });
  }
}

function chosen(findings: readonly Finding[], { rule, path, line, fingerprint }: Waive, root: string) {
  const own = findings.filter((finding) => finding.rule === rule);
  const isIn = isAbout({ ...(path !== undefined && { path }) }, root);
  const meant = own.filter(
    (finding) =>
      isIn(finding.path) &&
      (line === undefined || finding.range.start.line + 1 === line) &&
      (fingerprint === undefined || finding.fingerprint === fingerprint),
  );
  const [finding, ...more] = meant;
  if (!finding) {
    const where = own.length === 0 ? 'it finds nothing in this package' : `it finds: ${places(own)}`;
    throw new UsageError(`${rule} has no such finding to waive; ${where}`);
  }
  const single = line !== undefined || fingerprint !== undefined;
  if (single && more.length > 0)
    throw new UsageError(`${meant.length} findings of ${rule} are meant: name one by --fingerprint: ${places(meant)}`);
  if (single && finding.standsFor !== undefined)
    throw new UsageError(`that finding stands for ${finding.standsFor} that are not listed: waive the rule as a whole, or mend some`);
  return { finding, scope: single ? ('line' as const) : path === undefined ? ('rule' as const) : ('file' as const), covered: meant };
}

function places(findings: readonly Finding[]): string {
  const told = findings
    .slice(0, named)
    .map(({ path, range, fingerprint }) => `${shownPath(path)}:${range.start.line + 1} (${fingerprint})`);
  return [...told, ...(findings.length > named ? [`${findings.length - named} more`] : [])].join(', ');
}
