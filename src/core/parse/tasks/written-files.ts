import { groupBy } from '../../text/groups';
import type { Span } from '../../text/span';
import type { ConfigFile } from '../config/config';
import type { ConfigEntry } from '../config/contents';
import { hasUserColumn, parseCrontab, type Crontab, type CronJob } from '../crontab';
import { fileSpan, type MappedText } from '../mapped-text';
import type { ShellWord } from '../shell-script';
import { placedUnit, unitPlace } from '../systemd-written';
import type { UnitFile } from '../systemd';
import { isYes } from './ansible-modules';
import { isOfTask } from './ansible';
import { isCloudConfig } from '../config/yaml';
import { commandOf, writtenIn, type Piece } from './written';

/** Units and crontabs that a file of settings has somebody write onto a host. Spans are the file's. */
export interface WrittenFiles {
  readonly units: readonly UnitFile[];
  readonly crontabs: readonly Crontab[];
}

/** Modules of Ansible that are given what they write, and the arguments that say so. */
const writers: readonly (readonly [module: RegExp, content: string])[] = [
  [/(?:^|\.)copy$/, 'content'],
  [/(?:^|\.)blockinfile$/, 'block'],
  [/(?:^|\.)lineinfile$/, 'line'],
];

const cronFile = /(?:^|\/)etc\/(?:cron\.d\/[^/]+|crontab)$|\/(?:spool\/cron|crontabs)\/[^/]+$/;

const times = ['minute', 'hour', 'day', 'month', 'weekday'] as const;

/** `copy: content:` and its kin, jobs of the module `cron`, and `write_files` of cloud-init. Never throws. */
export function filesWrittenBy(configs: readonly ConfigFile[], text: string, path: string): WrittenFiles {
  const units: UnitFile[] = [];
  const crontabs: Crontab[] = [];
  for (const { format, within, entries } of configs) {
    if (format !== 'yaml' || within) continue;
    for (const [key, given] of argumentsOf(entries, text, path)) {
      const content = contentOf(key, given);
      const to = ['dest', 'path', 'name'].map((name) => given.get(name)).find((entry) => typeof entry?.value === 'string');
      if (content && to) {
        const body = bodyOf(text, content);
        const file = wordOf(to, text);
        if (body && unitPlace.test(file.value ?? '') && isWholeUnit(body.text))
          units.push({ ...placedUnit(body), written: { to: file.value ?? '', expands: body.text.includes('$') } });
        else if (body && cronFile.test(file.value ?? '')) crontabs.push(crontabIn(body, file, text, content.valueSpan));
      }
      const job = /(?:^|\.)cron$/.test(key) ? jobOf(given, text) : undefined;
      if (job) crontabs.push(job);
    }
  }
  return { units, crontabs };
}

/** A line or a block in a unit that is there already is no unit. */
const isWholeUnit = (text: string): boolean =>
  text
    .split('\n')
    .find((line) => !/^\s*(?:[#;]|$)/.test(line))
    ?.trimStart()
    .startsWith('[') === true;

/** What each module of a task is given. */
function argumentsOf(
  entries: readonly ConfigEntry[],
  text: string,
  path: string,
): readonly (readonly [string, ReadonlyMap<string, ConfigEntry>])[] {
  const isCloud = isCloudConfig(text);
  const known = entries.flatMap((entry) => {
    const [, key, name] = /^(.*)\.(\w+)$/.exec(entry.key) ?? [];
    if (key === undefined || name === undefined) return [];
    return isOfTask(path, key) || (isCloud && /^write_files\.\d+$/.test(key)) ? [{ key, name, entry }] : [];
  });
  return [...groupBy(known, ({ key }) => key)].map(([key, own]) => [key, new Map(own.map(({ name, entry }) => [name, entry]))]);
}

function contentOf(key: string, given: ReadonlyMap<string, ConfigEntry>): ConfigEntry | undefined {
  if (/^write_files\.\d+$/.test(key)) return given.has('encoding') ? undefined : given.get('content');
  if (given.get('state')?.value === 'absent') return undefined;
  const [, argument] = writers.find(([module]) => module.test(key)) ?? [];
  return argument === undefined ? undefined : given.get(argument);
}

/** What only a template decides is not there to be read. */
function bodyOf(text: string, entry: ConfigEntry): MappedText | undefined {
  const written = writtenIn(text, entry);
  return written && !/\{[%#]/.test(written.text)
    ? commandOf([written, { text: '\n', for: { start: entry.valueSpan.end, end: entry.valueSpan.end } }])
    : undefined;
}

/** A path as a script would have it. */
const wordOf = ({ value, valueSpan }: ConfigEntry, text: string): ShellWord => ({
  text: text.slice(valueSpan.start, valueSpan.end),
  value: String(value),
  span: valueSpan,
});

function crontabIn(body: MappedText, file: ShellWord, text: string, at: Span, user?: string): Crontab {
  const place = (span: Span): Span => {
    const { start, end } = fileSpan(body, span);
    return { start: Math.min(start, end), end: Math.max(start, end) };
  };
  const jobOf = (job: CronJob): CronJob => ({
    ...job,
    ...(user !== undefined && job.user === undefined && { user }),
    span: place(job.span),
    scheduleSpan: place(job.scheduleSpan),
    commandSpan: place(job.commandSpan),
  });
  const { jobs, variables, faults, faultsCut } = parseCrontab(body.text, {
    userColumn: hasUserColumn(file.value ?? '', ''),
    within: { start: 0, end: body.text.length },
    expands: body.text.includes('${'),
  });
  return {
    jobs: jobs.map(jobOf),
    variables: variables.map((variable) => ({ ...variable, span: place(variable.span) })),
    faults: faults.map((fault) => ({ ...fault, span: place(fault.span) })),
    faultsCut,
    written: {
      asLines: false,
      expands: body.text.includes('${'),
      ...(file.value !== '' && { file }),
      ...(text[at.start] === '"' && { isEscaped: true as const }),
    },
  };
}

/** `ansible.builtin.cron`: fields that are not given are `*`. */
function jobOf(given: ReadonlyMap<string, ConfigEntry>, text: string): Crontab | undefined {
  const said = (name: string): string | undefined => {
    const value = given.get(name)?.value;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
  const job = given.get('job');
  const command = job && writtenIn(text, job);
  if (!command || said('state') === 'absent' || isYes(given.get('disabled')?.value) || isYes(given.get('env')?.value)) return undefined;
  const special = given.get('special_time');
  const at = (times.map((name) => given.get(name)).findLast((entry) => entry !== undefined) ?? job).valueSpan;
  const fields = times.map((name): Piece => {
    const entry = given.get(name);
    return { text: said(name) ?? '*', for: entry?.valueSpan ?? at };
  });
  const schedule: readonly Piece[] = special ? [{ text: `@${said('special_time') ?? ''}`, for: special.valueSpan }] : fields;
  const folder = said('cron_file');
  const user = said('user');
  const column: readonly Piece[] = folder === undefined ? [] : [{ text: user ?? 'root', for: at }];
  const file = given.get('cron_file');
  const line = [...schedule, ...column].flatMap((piece) => [piece, { text: ' ', for: at }]);
  const end = { start: job.valueSpan.end, end: job.valueSpan.end };
  const place = folder === undefined ? '' : folder.startsWith('/') ? folder : `/etc/cron.d/${folder}`;
  const word: ShellWord = { text: place, value: place, span: file?.valueSpan ?? at };
  return crontabIn(commandOf([...line, command, { text: '\n', for: end }]), word, text, job.valueSpan, user);
}
