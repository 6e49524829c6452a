import { siteRoles } from '../core/catalog/roles/index';
import { siteFolder } from '../core/catalog/site-folder';
import { defaultLimits } from '../core/package/limits';
import { planFormats } from '../core/report/plan-formats';
import { reportFormats } from '../core/report/formats/index';

/** Columns that every terminal has. */
const width = 80;

/** Columns of the options; a longer one has its line to itself. */
const left = 24;

/** Text in lines of at most `columns`, broken at spaces. */
function wrapped(text: string, columns: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= columns) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function optionLines([option, text]: readonly [string, string]): string[] {
  const [first = '', ...more] = wrapped(text, width - left);
  const head = `  ${option}`;
  const lines = [first, ...more].map((line) => `${' '.repeat(left)}${line}`);
  return head.length < left ? [head.padEnd(left) + first, ...lines.slice(1)] : [head, ...lines];
}

const section = (title: string, options: readonly (readonly [string, string])[]): string =>
  [title, ...options.flatMap(optionLines)].join('\n');

const paragraph = (text: string): string => wrapped(text, width).join('\n');

export const usage = `${[
  `Usage:
  upgrade-review preflight <package.zip | folder>... [options]
  upgrade-review plan <package.zip | folder>... [options]
  upgrade-review rehearse <package.zip | folder> [options]
  upgrade-review fix <package.zip> --output patched.zip [options]
  upgrade-review fix <package.zip | folder> --patch out.patch [options]
  upgrade-review waive <package.zip | folder> --rule ID --reason WHY
                 --owner WHO --until DAY [options]`,
  paragraph(
    'preflight says whether a package may touch production, and why not. plan says what its scripts, units and jobs would do to the hosts, in order: + creates, ~ changes, - removes, ! cannot be undone. rehearse runs its migrations for PostgreSQL on an empty database of our own, inside this program: what each statement locks, whether they can be taken back and run twice. fix applies the fixes that are always safe. waive accepts findings in the file of waivers: what is accepted does not block until the day is over. Nothing else in a package is executed, and a package is never changed.',
  ),
  section('Options of all:', [
    ...siteRoles.map(
      ({ id, tells, endings: [ending = ''] }) =>
        [`--${id} FILE|GLOB`, `${tells}; may be repeated (default: ${siteFolder}/${id}*.${ending})`] as const,
    ),
    ['--config DIR', `the folder of these files (default: ${siteFolder})`],
    ['--environment NAME', 'the environment that the verdict is about (default: production)'],
    [
      '--budget NAME=LIMIT',
      `how large a package may be, as in entries=1000 or totalSize=16GB; may be repeated. Names: ${Object.keys(defaultLimits).join(', ')}`,
    ],
    ['--output FILE', 'preflight, plan, rehearse: write the report there. fix: write the patched package there'],
    ['--help, -h', 'show this text'],
    ['--version', 'show the version'],
  ]),
  section('Options of preflight and plan:', [
    [
      '--format FORMAT[=FILE]',
      `the form of the report, and the file it goes to; may be repeated with a file each, as in --format sarif=out.sarif --format md. Forms: ${reportFormats.map(({ id }) => id).join(', ')}; of a plan ${planFormats.map(({ id }) => id).join(', ')} (default: ${reportFormats[0].id})`,
    ],
    ['--fail-on SEVERITY', 'exit with 1 from this severity on: blocker, error, warning, info (default: blocker)'],
    ['--confidence LEAST', 'how sure a finding must be to be listed: certain, likely, possible (default: likely). Only certain ones block'],
    [
      '--baseline OLD',
      'the package that came before: text and md list the new findings and count the others, json marks each one "new": true or false; a plan marks what the last version did not do. Verdict and exit code stay those of the whole package',
    ],
  ]),
  section('Options of rehearse:', [
    ['--schema FILE', 'the schema of production, from pg_dump -s (default: the file that the inventory names)'],
    ['--format FORMAT', 'the form of the report: text, json (default: text)'],
  ]),
  section('Options of fix:', [
    ['--patch FILE', 'write a unified diff there'],
    ['--rule ID', 'only apply fixes of this rule; may be repeated'],
    ['--after-review', 'also apply the fixes that a person should look at'],
  ]),
  section('Options of waive:', [
    ['--rule ID', 'whose findings are accepted; without a path all of them'],
    ['--path FILE', 'only in this file, folder (with a slash at its end) or glob'],
    ['--line N', 'only in this line of the file: the waiver follows the line'],
    ['--fingerprint ID', 'only this finding, as the JSON report names it'],
    ['--reason WHY', 'why it is acceptable'],
    ['--owner WHO', 'who answers for it'],
    ['--until DAY', 'the last day on which it holds, as in 2027-01-31'],
    ['--authority NAME', 'who has agreed; secrets, certificates and protection need security'],
    ['--waivers FILE', `the file that is written to (default: ${siteFolder}/waivers.json)`],
  ]),
  section('Exit codes:', [
    ['0', 'go, or go with conditions; the rehearsal ran through'],
    ['1', 'no-go; in the rehearsal something failed, or cannot be taken back or run twice'],
    [
      '2',
      'could not run, or cannot judge: not all could be rehearsed, nothing in the package could be read, or nothing in a file that was named to describe the site',
    ],
  ]),
].join('\n\n')}\n`;
