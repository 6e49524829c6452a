import { siteRoles } from '../core/catalog/roles/index';
import { siteFolder } from '../core/catalog/site-folder';
import { defaultLimits } from '../core/package/limits';
import type { ReportFormat } from '../core/report/formats/format';
import { diffFormats, documentFormats, matrixFormats } from '../core/report/part-formats';
import { planFormats } from '../core/report/plan-formats';
import { reportFormats } from '../core/report/formats/index';
import { optionNames, optionWords, type Command, type SideName } from './options';

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

type Options = readonly (readonly [option: string, text: string])[];

interface CommandHelp {
  readonly usage: string;
  readonly tells: string;
}

const commands: Readonly<Record<Command, CommandHelp>> = {
  preflight: {
    usage: 'preflight <package.zip | folder>... [options]',
    tells: 'says whether a package may touch production, and why not',
  },
  report: {
    usage: 'report <package.zip | folder>... [options]',
    tells: 'writes the same report for people, and does not judge by its exit code',
  },
  plan: {
    usage: 'plan <package.zip | folder>... [options]',
    tells: 'says what scripts, units and jobs would do to the hosts, in order: + creates, ~ changes, - removes, ! cannot be undone',
  },
  matrix: { usage: 'matrix <package.zip | folder>... [options]', tells: 'puts what the package needs beside what each host has' },
  diff: { usage: 'diff <old> <new> [options]', tells: 'tells files, defaults, dependencies, units and jobs that differ' },
  rehearse: {
    usage: 'rehearse <package.zip | folder> [options]',
    tells:
      'runs its migrations for PostgreSQL on an empty database of our own, inside this program, or with --server on one of yours, which may be MySQL or MariaDB: what each statement locks, whether they can be taken back and run twice',
  },
  fix: {
    usage: 'fix <package> (--output NEW.zip | --patch FILE) [options]',
    tells: 'applies the fixes that are always safe',
  },
  waive: {
    usage: 'waive <package> --rule ID --reason WHY --owner WHO --until DAY',
    tells: 'accepts findings in the file of waivers: what is accepted does not block until the day is over',
  },
};

/** Commands that review nothing. */
const others: Readonly<Record<SideName, CommandHelp & { readonly more: string; readonly options: Options }>> = {
  rules: {
    usage: 'rules [--format json]',
    tells: 'lists the rules',
    more: 'Each with its usual severity and what it reports. The pages of the rules say when they are silent: upgrade-review explain <rule>.',
    options: [['--format FORMAT', 'text, json (default: text)']],
  },
  explain: {
    usage: 'explain <rule>...',
    tells: 'shows the page of a rule',
    more: 'Why it matters, when the rule is silent, what its fix does, and what the setting is called. Findings name their rule, as in migration/missing-lock.',
    options: [],
  },
  inventory: {
    usage: 'inventory import FILE|GLOB... [--output FILE]',
    tells: 'makes one inventory of lists as dpkg-query, rpm, npm and others write them',
    more: 'What a list is, is told by its content; environment and host by its name, as in inventory.production.db01.txt. What cannot be used is told on the standard error and left out.',
    options: [['--output FILE', 'write the inventory there (default: the standard output)']],
  },
  completion: {
    usage: 'completion bash|zsh|fish',
    tells: 'prints what the shell completes words from',
    more: 'For bash and zsh: eval "$(upgrade-review completion bash)". For fish: upgrade-review completion fish | source.',
    options: [],
  },
};

const ofAll: Options = [
  ...siteRoles.map(
    ({ id, tells, endings: [ending = ''] }) =>
      [`--${id} FILE|GLOB`, `${tells}; may be repeated (default: ${siteFolder}/${id}*.${ending})`] as const,
  ),
  ['--config DIR', `the folder of these files (default: ${siteFolder})`],
  ['--environment NAME', 'the environment that the verdict is about (default: production)'],
  ['--inventory-days N', 'days for which what was collected counts as true (default: 7)'],
  [
    '--budget NAME=LIMIT',
    `how large a package may be, as in entries=1000 or totalSize=16GB; may be repeated. Names: ${Object.keys(defaultLimits).join(', ')}`,
  ],
  ['--output FILE', 'write there what else goes to the standard output; fix: the patched package'],
  ['--help, -h', 'show this text; behind a command that of the command'],
  ['--version', 'show the version'],
];

const ofForm =
  'the form of the report, and the file it goes to; may be repeated with a file each, as in --format sarif=out.sarif --format md.';
const listed = (formats: readonly ReportFormat[]): string => formats.map(({ id }) => id).join(', ');

const ofReports: Options = [
  [
    '--format FORMAT[=FILE]',
    `${ofForm} Forms: ${listed(reportFormats)}; of a report also ${listed(documentFormats.filter((each) => !reportFormats.includes(each)))}; of a plan ${listed(planFormats)}, of a matrix ${listed(matrixFormats)}, of a diff ${listed(diffFormats)} (default: ${reportFormats[0].id}, else the first; of a report ${documentFormats[0].id})`,
  ],
  ['--jobs N', 'how many packages are reviewed at the same time (default: one for each processor, as far as memory goes)'],
  [
    '--cache DIR',
    'keep reviews there, under the digest of all that they depend on: package, site, options, this program and the day. What is there already is not reviewed again, and said to be so',
  ],
  ['--confidence LEAST', 'how sure a finding must be to be listed: certain, likely, possible (default: likely). Only certain ones block'],
];

const ofGates: Options = [
  ['--fail-on SEVERITY', 'exit with 1 from this severity on: blocker, error, warning, info (default: blocker)'],
  ['--block-unchecked', 'what was not checked and could hide a blocker makes it no-go, not only conditional'],
];

const ofBaseline: Options = [
  [
    '--baseline OLD',
    'the package that came before: text and md list the new findings and count the others, json marks each one "new": true or false; a plan marks what the last version did not do. Verdict and exit code stay those of the whole package',
  ],
];

const ofRehearsed: Options = [
  [
    '--rehearsal FILE',
    'what rehearse --format json wrote of the package: findings and report tell what came of it, and what has changed since',
  ],
];

const ofRehearse: Options = [
  ['--schema FILE', 'the schema of production, from pg_dump -s (default: the file that the inventory names)'],
  ['--baseline OLD', 'the package that came before: where no schema is named, its migrations run first, and what both have counts as run'],
  [
    '--server URL',
    'rehearse on a server of PostgreSQL 13 or newer (postgres://…, through psql), or of MySQL 8 or MariaDB 10.3 or newer (mysql://…): locks that are waited for, two runners at once, and load. Its role may create databases and nothing more; the password comes from PGPASSWORD or .pgpass, or from MYSQL_PWD',
  ],
  ['--may-create-databases', 'agree to the databases that this makes on the server, and drops again'],
  ['--format FORMAT', 'the form of the report: text, json (default: text)'],
];

const ofFix: Options = [
  ['--patch FILE', 'write a unified diff there'],
  ['--rule ID', 'only apply fixes of this rule; may be repeated'],
  ['--after-review', 'also apply the fixes that a person should look at'],
];

const ofWaive: Options = [
  ['--rule ID', 'whose findings are accepted; without a path all of them'],
  ['--path FILE', 'only in this file, folder (with a slash at its end) or glob'],
  ['--line N', 'only in this line of the file: the waiver follows the line'],
  ['--fingerprint ID', 'only this finding, as the JSON report names it'],
  ['--reason WHY', 'why it is acceptable'],
  ['--owner WHO', 'who answers for it'],
  ['--until DAY', 'the last day on which it holds, as in 2027-01-31'],
  ['--authority NAME', 'who has agreed; secrets, certificates and protection need security'],
  ['--waivers FILE', `the file that is written to (default: ${siteFolder}/waivers.json)`],
];

const groups: readonly (readonly [of: readonly Command[], options: Options])[] = [
  [['preflight', 'report', 'plan', 'matrix', 'diff'], ofReports],
  [['preflight', 'plan'], ofGates],
  [['preflight', 'report', 'plan'], ofBaseline],
  [['preflight', 'report'], ofRehearsed],
  [['rehearse'], ofRehearse],
  [['fix'], ofFix],
  [['waive'], ofWaive],
];

const exitCodes = section('Exit codes:', [
  ['0', 'go, or go with conditions; the rehearsal ran through; of commands that only tell: told'],
  ['1', 'no-go; in the rehearsal something failed, or cannot be taken back, run twice or by two runners at once'],
  [
    '2',
    'could not run, or cannot judge: not all could be rehearsed, nothing in the package could be read, or nothing in a file that was named to describe the site',
  ],
]);

/** Of one command only its own forms are told. */
function formsOf(command: Command, [option, text]: Options[number]): Options[number] {
  const forms = optionWords(command).get('--format') ?? [];
  return text.startsWith(ofForm) ? [option, `${ofForm} Forms: ${forms.join(', ')} (default: ${forms[0]})`] : [option, text];
}

const listOf = (names: readonly string[]): string => names.join(', ').replace(/, (?=[^,]*$)/, ' and ');

const names = Object.keys(commands) as readonly Command[];

const isSide = (command: Command | SideName): command is SideName => command in others;

/** Without what the command does not take, or says by itself what it means there. */
function allOf(command: Command): Options {
  const taken = optionNames(command);
  const own = new Set(groups.flatMap(([of, options]) => (of.includes(command) ? options.map(([option]) => wordOf(option)) : [])));
  return ofAll.filter(([option]) => taken.includes(wordOf(option)) && !own.has(wordOf(option)));
}

const wordOf = (option: string): string => option.split(/[ ,]/, 1)[0] ?? option;

/** Of one command, or of all. */
export function usageOf(command: Command | SideName | undefined): string {
  if (command !== undefined && isSide(command)) return sideUsage(command);
  const told: string[] =
    command === undefined
      ? [
          ['Usage:', ...names.map((name) => `  upgrade-review ${commands[name].usage}`)].join('\n'),
          paragraph(
            `${names.map((name) => `${name} ${commands[name].tells}.`).join(' ')} A package called - is read from the standard input; of several packages, and of globs in quotes, each is told in the order of the arguments, and the exit code is the worst. Nothing else in a package is executed, and a package is never changed.`,
          ),
          section(
            'Commands that review nothing:',
            Object.values(others).map(({ usage, tells }) => [usage, tells] as const),
          ),
          section('Options of all:', ofAll),
          ...groups.map(([of, options]) => section(`Options of ${listOf(of)}:`, options)),
          exitCodes,
        ]
      : [
          `Usage:\n  upgrade-review ${commands[command].usage}`,
          paragraph(`${command} ${commands[command].tells}.`),
          section(
            'Options:',
            groups.flatMap(([of, options]) => (of.includes(command) ? options.map((option) => formsOf(command, option)) : [])),
          ),
          section('Options of all commands:', allOf(command)),
          exitCodes,
        ];
  return `${told.join('\n\n')}\n`;
}

function sideUsage(command: SideName): string {
  const { usage, tells, more, options } = others[command];
  const told = [
    `Usage:\n  upgrade-review ${usage}`,
    paragraph(`${command} ${tells}. ${more}`),
    ...(options.length > 0 ? [section('Options:', options)] : []),
    section('Exit codes:', [
      ['0', 'told'],
      ['2', 'could not run'],
    ]),
  ];
  return `${told.join('\n\n')}\n`;
}
