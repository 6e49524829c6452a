import { parseArgs, type ParseArgsConfig } from 'node:util';
import { siteRoles } from '../core/catalog/roles/index';
import { defaultLimits, type PackageLimits } from '../core/package/limits';
import type { ReportFormat } from '../core/report/formats/format';
import { reportFormats } from '../core/report/formats/index';
import { diffFormats, documentFormats, matrixFormats } from '../core/report/part-formats';
import { planFormats } from '../core/report/plan-formats';
import { confidences, severities, type Confidence, type Severity } from '../core/rules/finding';
import { errorText } from '../core/text/error-text';
import { own } from '../core/text/own';
import { didYouMean, nearest } from '../core/text/nearest';
import { serverAddress, type ServerAddress } from '../node/rehearse/server/address';
import { parseSize } from '../core/text/size';

const commands = ['preflight', 'report', 'plan', 'matrix', 'diff', 'rehearse', 'fix', 'waive'] as const;
export type Command = (typeof commands)[number];
export const commandNames: readonly Command[] = commands;
/** Commands that review nothing. */
export const sideNames = ['rules', 'explain', 'inventory', 'completion'] as const;
export type SideName = (typeof sideNames)[number];
const commandWords = [...commands, ...sideNames].join(', ').replace(/, (?=\w+$)/, ' or ');

export interface Options {
  readonly command: Command | 'help' | 'version';
  /** The command that help is wanted of; absent: all. */
  readonly helpOf?: Command | SideName;
  readonly packages: readonly string[];
  /** Files and globs that describe the site, by role. */
  readonly site: ReadonlyMap<string, readonly string[]>;
  /** Folder with the site's files; `undefined`: `.upgrade-review`, if there is one. */
  readonly config: string | undefined;
  /** The package that came before. */
  readonly baseline: string | undefined;
  /** The schema of production; `undefined`: the file that the inventory names. */
  readonly schema: string | undefined;
  /** Where a rehearsal makes its databases; `undefined`: inside this program. */
  readonly server: ServerAddress | undefined;
  /** A rehearsal of the package, as `rehearse --format json` wrote it. */
  readonly rehearsal: string | undefined;
  /** Of a rehearsal. */
  readonly rehearsalFormat: RehearsalFormat;
  /** Each form once; the one without a file goes to the standard output. */
  readonly reports: readonly ReportOutput[];
  /** Of `fix`: the patched package. */
  readonly output: string | undefined;
  readonly patch: string | undefined;
  /** Findings of this severity or worse give exit code 1. */
  readonly failOn: Severity;
  /** What was not checked and decides something gives exit code 1 as well. */
  readonly blockUnchecked: boolean;
  /** How sure a finding must be to count and to be listed. */
  readonly confidence: Confidence;
  /** `undefined`: production. */
  readonly environment: string | undefined;
  readonly inventoryDays: number | undefined;
  readonly rules: readonly string[];
  readonly limits: PackageLimits;
  /** Also apply fixes that a person should look at. */
  readonly afterReview: boolean;
  /** Packages that are reviewed at the same time; `undefined`: as many as the machine can. */
  readonly jobs: number | undefined;
  /** The folder that keeps reviews for other runs. */
  readonly cache: string | undefined;
  /** Of `waive`. */
  readonly waive?: Waive;
}

/** What is to be waived, and who answers for it. */
export interface Waive {
  readonly rule: string;
  readonly path?: string;
  /** 1-based. */
  readonly line?: number;
  readonly fingerprint?: string;
  readonly reason: string;
  readonly owner: string;
  readonly until: string;
  readonly authority?: string;
}

export interface ReportOutput {
  readonly format: ReportFormat;
  readonly path: string | undefined;
}

const rehearsalFormats = ['text', 'json'] as const;
export type RehearsalFormat = (typeof rehearsalFormats)[number];

const limitNames = Object.keys(defaultLimits) as (keyof PackageLimits)[];

/** A mistake in the arguments; the message says what to write instead. */
export class UsageError extends Error {}

/** @throws UsageError */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args);
  const [command, ...packages] = positionals;
  const given = new Map(Object.entries(values));
  const texts = (option: string) => [given.get(option)].flat().filter((value) => typeof value === 'string');
  if (values.help || command === 'help') {
    const about = command === 'help' ? packages[0] : command;
    return { ...defaults, command: 'help', ...(about !== undefined && (isCommand(about) || isSide(about)) && { helpOf: about }) };
  }
  if (values.version) return { ...defaults, command: 'version' };
  if (command === undefined) throw new UsageError(`name a command: ${commandWords}`);
  if (!isCommand(command)) {
    // Who begins with the package left the command out.
    if (/[/\\]|\.zip$/i.test(command)) throw new UsageError(`name a command before ${command}: upgrade-review preflight ${command}`);
    throw new UsageError(`unknown command "${command}"${didYouMean(command, [...commands, ...sideNames])}: use ${commandWords}`);
  }
  if (packages.length === 0 && command !== 'diff')
    throw new UsageError(`${command} needs a package: upgrade-review ${command} package.zip`);
  if (values.output === '') throw new UsageError('--output names no file');
  for (const [option, commandsOf] of Object.entries(takenBy) as [string, readonly Command[]][]) {
    if (option in values && !commandsOf.includes(command)) throw new UsageError(`${command} takes no --${option}`);
  }
  if (command !== 'diff') mustBeAlone(command, { ...values, packages });
  if (command === 'rehearse' && packages.length > 1) throw new UsageError('rehearse takes one package');
  if (command === 'fix') {
    if (packages.length > 1) throw new UsageError('fix takes one package');
    if (!values.output === !values.patch) throw new UsageError('fix needs either --output patched.zip or --patch out.patch');
  }
  if (command === 'diff') {
    const [older, newer, ...more] = packages;
    if (older === undefined || newer === undefined || more.length > 0)
      throw new UsageError('diff takes two packages: upgrade-review diff old.zip new.zip');
    packages.splice(0, packages.length, newer);
    values.baseline = older;
  }
  return {
    command,
    packages,
    site: new Map(siteRoles.map(({ id }) => [id, texts(id)])),
    config: values.config,
    baseline: values.baseline,
    schema: values.schema,
    server: serverOf(values.server, values['may-create-databases'] ?? false),
    rehearsal: values.rehearsal,
    rehearsalFormat: command === 'rehearse' ? rehearsalFormatOf(values.format ?? []) : 'text',
    reports: command === 'rehearse' ? [] : reportsOf(formatsOf[command], values.format ?? [], values.output),
    output: values.output,
    patch: values.patch,
    failOn: oneOf(severities, values['fail-on'] ?? defaults.failOn, '--fail-on'),
    blockUnchecked: values['block-unchecked'] ?? false,
    confidence: oneOf(confidences, values.confidence ?? defaults.confidence, '--confidence'),
    environment: environmentOf(values.environment),
    inventoryDays: daysOf(values['inventory-days']),
    rules: values.rule ?? [],
    limits: readLimits(values.budget ?? []),
    afterReview: values['after-review'] ?? false,
    jobs: jobsOf(values.jobs),
    cache: values.cache,
    ...(command === 'waive' && { waive: waiveOf(values, packages) }),
  };
}

function waiveOf(values: ReturnType<typeof parse>['values'], packages: readonly string[]): Waive {
  if (packages.length > 1) throw new UsageError('waive takes one package');
  const [rule = '', ...more] = values.rule ?? [];
  if (more.length > 0) throw new UsageError('waive takes one --rule');
  const said = { rule, reason: values.reason?.trim() ?? '', owner: values.owner?.trim() ?? '', until: values.until ?? '' };
  for (const [option, value] of Object.entries(said)) if (value === '') throw new UsageError(`waive needs --${option}`);
  const { path, line, fingerprint, authority } = values;
  if (line !== undefined && !/^[1-9]\d{0,8}$/.test(line)) throw new UsageError(`--line is "${line}": write a number from 1 on`);
  if (line !== undefined && path === undefined) throw new UsageError('--line needs the --path that it is counted in');
  return {
    ...said,
    ...(path !== undefined && { path }),
    ...(line !== undefined && { line: Number(line) }),
    ...(fingerprint !== undefined && { fingerprint }),
    ...(authority !== undefined && { authority }),
  };
}

const isSide = (command: string): command is SideName => sideNames.some((known) => known === command);
const isCommand = (command: string): command is Command => commands.some((known) => known === command);

function serverOf(text: string | undefined, mayCreate: boolean): ServerAddress | undefined {
  if (text === undefined) return undefined;
  const address = serverAddress(text);
  // The text may hold a password.
  if (!address)
    throw new UsageError(
      '--server is no address of PostgreSQL or MySQL: write --server postgres://rehearsal@host:5432/postgres or --server mysql://rehearsal@host:3306/',
    );
  if (!mayCreate)
    throw new UsageError(
      `databases would be made on ${address.host}:${address.port}, filled, and dropped again: add --may-create-databases if that is what you want`,
    );
  return address;
}

function rehearsalFormatOf(wanted: readonly string[]): RehearsalFormat {
  const [format = 'text', ...others] = wanted;
  if (others.length > 0) throw new UsageError('rehearse takes one --format');
  return oneOf(rehearsalFormats, format, '--format');
}

/** What each command writes; the first one unless told otherwise. */
const formatsOf: Readonly<Record<Exclude<Command, 'rehearse'>, readonly [ReportFormat, ...ReportFormat[]]>> = {
  preflight: reportFormats,
  report: documentFormats,
  plan: planFormats,
  matrix: matrixFormats,
  diff: diffFormats,
  fix: reportFormats,
  waive: reportFormats,
};

/** `json`, `html=report.html`. */
function reportsOf(
  known: readonly [ReportFormat, ...ReportFormat[]],
  wanted: readonly string[],
  output: string | undefined,
): readonly ReportOutput[] {
  const reports = (wanted.length > 0 ? wanted : [known[0].id]).map((text) => {
    const [, id = '', path] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
    if (path === '') throw new UsageError(`--format ${text} names no file: write --format ${id}=FILE`);
    return { format: choose(known, (format) => format.id, id, '--format'), path };
  });
  const unnamed = reports.filter(({ path }) => path === undefined);
  if (unnamed.length > 1) {
    const ids = unnamed.map(({ format: { id, ending } }) => `--format ${id}=report.${ending}`);
    throw new UsageError(`only one report can go to ${output ?? 'the standard output'}: give each a file, as in ${ids.join(' ')}`);
  }
  if (output !== undefined && unnamed.length === 0) throw new UsageError('every --format has its file: leave out --output');
  const paths = reports.map(({ path }) => path ?? output);
  const twice = paths.find((path, at) => path !== undefined && paths.indexOf(path) < at);
  if (twice !== undefined) throw new UsageError(`two reports would go to ${twice}: give each a file of its own`);
  return reports.map(({ format }, at) => ({ format, path: paths[at] }));
}

const reporting = ['preflight', 'report', 'plan', 'matrix', 'diff'] as const;
const waiving = ['waive'] as const;

/** Options that only some commands take: with another one they would mislead if they were ignored. */
const takenBy = {
  patch: ['fix'],
  rule: ['fix', 'waive'],
  'after-review': ['fix'],
  format: [...reporting, 'rehearse'],
  'fail-on': ['preflight', 'plan'],
  'block-unchecked': ['preflight', 'plan'],
  confidence: reporting,
  baseline: ['preflight', 'report', 'plan', 'rehearse'],
  output: [...reporting, 'rehearse', 'fix'],
  schema: ['rehearse'],
  rehearsal: ['preflight', 'report'],
  server: ['rehearse'],
  'may-create-databases': ['rehearse'],
  jobs: reporting,
  cache: reporting,
  path: waiving,
  line: waiving,
  fingerprint: waiving,
  reason: waiving,
  owner: waiving,
  until: waiving,
  authority: waiving,
} as const satisfies Partial<Record<keyof typeof named, readonly Command[]>>;

/** @throws UsageError if something that goes with one package has several. */
export function mustBeAlone(
  command: Options['command'],
  { baseline, rehearsal, packages }: { readonly baseline?: unknown; readonly rehearsal?: unknown; readonly packages: readonly string[] },
): void {
  if (packages.length < 2) return;
  if (baseline !== undefined) throw new UsageError(command === 'diff' ? 'diff takes two packages' : '--baseline goes with one package');
  if (rehearsal !== undefined) throw new UsageError('--rehearsal goes with one package');
}

/** @throws UsageError if it is empty, as a variable is that nobody set. */
function environmentOf(name: string | undefined): string | undefined {
  if (name?.trim() === '') throw new UsageError('--environment is empty: name one, as in --environment production');
  return name;
}

/** @throws UsageError if it is no number from 1 on. */
function jobsOf(text: string | undefined): number | undefined {
  if (text !== undefined && !/^[1-9]\d{0,2}$/.test(text)) throw new UsageError(`--jobs is a number from 1 to 999, not "${text}"`);
  return text === undefined ? undefined : Number(text);
}

/** @throws UsageError if it is no number of days. */
function daysOf(text: string | undefined): number | undefined {
  if (text !== undefined && !/^\d{1,5}$/.test(text)) throw new UsageError(`--inventory-days is a number of days, not "${text}"`);
  return text === undefined ? undefined : Number(text);
}

const named = {
  config: { type: 'string' },
  baseline: { type: 'string' },
  schema: { type: 'string' },
  server: { type: 'string' },
  'may-create-databases': { type: 'boolean' },
  rehearsal: { type: 'string' },
  environment: { type: 'string' },
  'inventory-days': { type: 'string' },
  budget: { type: 'string', multiple: true },
  format: { type: 'string', multiple: true },
  output: { type: 'string' },
  patch: { type: 'string' },
  'fail-on': { type: 'string' },
  'block-unchecked': { type: 'boolean' },
  confidence: { type: 'string' },
  rule: { type: 'string', multiple: true },
  'after-review': { type: 'boolean' },
  jobs: { type: 'string' },
  cache: { type: 'string' },
  path: { type: 'string' },
  line: { type: 'string' },
  fingerprint: { type: 'string' },
  reason: { type: 'string' },
  owner: { type: 'string' },
  until: { type: 'string' },
  authority: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

const defaults: Options = {
  command: 'help',
  packages: [],
  site: new Map(),
  config: undefined,
  baseline: undefined,
  schema: undefined,
  server: undefined,
  rehearsal: undefined,
  rehearsalFormat: 'text',
  reports: [],
  output: undefined,
  patch: undefined,
  failOn: 'blocker',
  blockUnchecked: false,
  confidence: 'likely',
  environment: undefined,
  inventoryDays: undefined,
  rules: [],
  limits: defaultLimits,
  afterReview: false,
  jobs: undefined,
  cache: undefined,
};

const known: NonNullable<ParseArgsConfig['options']> & typeof named = {
  ...Object.fromEntries(siteRoles.map(({ id }) => [id, { type: 'string', multiple: true } as const])),
  ...named,
};

/** With their dashes: of a command, or all. */
export const optionNames = (command?: string): readonly string[] =>
  Object.keys(known)
    .filter((name) => command === undefined || (own<readonly string[]>(takenBy, name)?.includes(command) ?? true))
    .map((name) => `--${name}`);

/** Words that an option takes. */
export const optionWords = (command: Command): ReadonlyMap<string, readonly string[]> =>
  new Map<string, readonly string[]>([
    ['--format', command === 'rehearse' ? rehearsalFormats : formatsOf[command].map(({ id }) => id)],
    ['--fail-on', severities],
    ['--confidence', confidences],
  ]);

/** What other programs call these. */
const letters: ReadonlyMap<string, string> = new Map([
  ['o', 'output'],
  ['f', 'format'],
  ['i', 'inventory'],
  ['c', 'config'],
  ['v', 'version'],
  ['V', 'version'],
]);

function parse(args: readonly string[]) {
  const { tokens } = parseArgs({ args: [...args], allowPositionals: true, options: known, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== 'option' || own(known, token.name)) continue;
    const meant = letters.get(token.name) ?? nearest(token.name, Object.keys(known));
    throw new UsageError(`unknown option ${token.rawName}${meant === undefined ? '' : ` (did you mean --${meant}?)`}`);
  }
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: known });
  } catch (error) {
    throw new UsageError(errorText(error).replace(/\s+/g, ' '));
  }
}

function readLimits(budgets: readonly string[]): PackageLimits {
  const limits = { ...defaultLimits };
  for (const budget of budgets) {
    const [, name = '', value = ''] = /^(\w+)=(.*)$/.exec(budget) ?? [];
    const limit = /^\d{1,16}$/.test(value) ? Number(value) : name === 'totalSize' ? parseSize(value) : undefined;
    if (limit === undefined) {
      throw new UsageError(
        `--budget is "${budget}": write a name, = and a whole number, as in --budget entries=1000, or a size, as in --budget totalSize=16GB`,
      );
    }
    limits[oneOf(limitNames, name, '--budget')] = limit;
  }
  return limits;
}

const oneOf = <T extends string>(known: readonly T[], value: string, option: string): T => choose(known, (name) => name, value, option);

function choose<T>(known: readonly T[], nameOf: (candidate: T) => string, value: string, option: string): T {
  const found = known.find((candidate) => nameOf(candidate) === value);
  if (!found) throw new UsageError(`${option} is "${value}"${didYouMean(value, known.map(nameOf))}: use ${known.map(nameOf).join(', ')}`);
  return found;
}
