import { hostsIn, type Host } from '../../inventory/inventory';
import { isTestMaterial } from '../../package/test-material';
import { parseShell, type ShellScript, type ShellWord } from '../../parse/shell';
import { fact } from '../../subject/fact';
import { enumerate } from '../../text/enumerate';
import { memo, memoEach } from '../../text/memo';
import { nearest } from '../../text/nearest';
import { baseName } from '../../text/path';
import { defineRule } from '../rule';

export const missingTarget = defineRule({
  id: 'schedule/missing-target',
  target: 'crontab',
  reads: ['baseline', 'crontab', 'shell'],
  severity: 'error',
  confidence: 'likely',
  hazards: ['silent-failure'],
  fixable: false,
  summary: 'A job calls a program that is nowhere',
  rationale: `The job fails each time with "not found", and the only trace is a mail to root that nobody reads.

Reported is a command that no host of the environment has, where the inventory lists all commands of each host; a file that the package does not have,
but has one of nearly that name, or had one in the package before. Of any other path that is neither in the package nor in the inventory's files
it is only possible: production may hold it from before.

The rule is silent where a script of the package names the file, as it may make it, where the job asks for it first (\`[ -x … ] &&\`), and for names that
are computed.`,
  references: ['https://manpages.debian.org/stable/cron/crontab.5.en.html'],
  messages: {
    command: (d: { name: string; hosts: string }) => `The job ends with "not found": neither the package nor ${d.hosts} has ${d.name}.`,
    near: (d: { name: string; near: string }) => `Nothing is called ${d.name}: the package has ${d.near}.`,
    gone: (d: { name: string }) =>
      `The package before had ${baseName(d.name)}, and this one does not: the job calls ${d.name}, which is no longer delivered.`,
    nowhere: (d: { name: string }) => `Neither the package nor the inventory has ${d.name}.`,
  },
  check({ path, text, syntax }, { report, package: reviewed, baseline, inventory, environment }) {
    if (isTestMaterial(path) || /(^|\/)(docker|containers?|images?|rootfs)\//i.test(path)) return;
    const hosts = hostsIn(inventory, environment);
    const own = ownNames(reviewed);
    for (const job of syntax.jobs) {
      if (text.slice(job.commandSpan.start, job.commandSpan.end) !== job.command) continue;
      const script = parseShell(job.command);
      if (script.faults.length > 0 || job.input !== undefined) continue;
      for (const { name, span } of targetsOf(script)) {
        const base = baseName(name);
        if (base === '' || asksFirst(job.command, base) || own.has(base) || isNamed(reviewed)(base, path)) continue;
        const at = { start: job.commandSpan.start + span.start, end: job.commandSpan.start + span.end };
        const isOfSystem = !name.includes('/') || /^\/(usr\/)?s?bin\//.test(name);
        if (isOfSystem) {
          if (isLacking(hosts, base, name)) report(at, 'command', { data: { name, hosts: enumerate(hosts.map((host) => host.name)) } });
          continue;
        }
        if (hosts.some(({ files = [] }) => filesOf(files).has(name))) continue;
        const near = nearest(base, programsOf(reviewed));
        const isGone = baseline?.package.files.some((file) => baseName(file.path) === base) === true;
        if (isGone) report(at, 'gone', { data: { name } });
        else if (near !== undefined && base.length > 4) report(at, 'near', { data: { name, near } });
        else report(at, 'nowhere', { data: { name }, confidence: 'possible' });
      }
    }
  },
});

const filesOf = memo((files: readonly string[]) => new Set(files));

const ownNames = fact([], (reviewed): ReadonlySet<string> => new Set(reviewed.files.map(({ path }) => baseName(path))));

/** What a job could mean: programs and scripts, by their names. */
const programsOf = fact([], (reviewed): readonly string[] =>
  [
    ...new Set(
      reviewed.files.flatMap(({ path }) => (/(^|\/)(s?bin|libexec|scripts?|cron|jobs|tools)\/[^/]+$/.test(path) ? [baseName(path)] : [])),
    ),
  ].slice(0, maxPrograms),
);

/** Names that one is compared with. */
const maxPrograms = 2000;

/** Names that are looked for in all scripts; of more nothing is said. */
const maxNames = 500;

/** Whether scripts of the package name it as well, beside the crontab that one of them writes. */
const isNamed = fact(['shell'], (reviewed) => {
  let left = maxNames;
  const namers = memoEach((base: string): readonly { readonly path: string; readonly once: boolean }[] | undefined => {
    if (left-- <= 0) return undefined;
    return reviewed.subjects.shell.flatMap(({ path, text }) => {
      const first = text.indexOf(base);
      return first < 0 ? [] : [{ path, once: text.indexOf(base, first + 1) < 0 }];
    });
  });
  return (base: string, path: string): boolean => namers(base)?.some((script) => script.path !== path || !script.once) ?? true;
});

const builtIns = new Set(
  '. : [ [[ alias bg break cd command continue echo eval exec exit export false fg for getopts hash if jobs kill let local printf pwd read return set shift source test time times trap true type ulimit umask unset until wait while'.split(
    ' ',
  ),
);

/** Every host says what commands it has, and none has this one. */
function isLacking(hosts: readonly Host[], base: string, name: string): boolean {
  if (builtIns.has(base) || hosts.length === 0) return false;
  return hosts.every(
    ({ commands, files = [] }) => commands !== undefined && !commands.includes(base) && !commands.includes(name) && !files.includes(name),
  );
}

/** Programs that run the file in their first operand. */
const interpreters = /^((ba|da|k|z)?sh|python[\d.]*|perl|ruby|php[\d.]*|node)$/;

/** What the job runs, as far as it is written out: its programs, and the files that interpreters get. */
function targetsOf({ commands, functions }: ShellScript): readonly { readonly name: string; readonly span: ShellWord['span'] }[] {
  const own = new Set(functions.map(({ name }) => name));
  return commands.flatMap(({ words }) => {
    const [first, ...others] = words;
    if (first?.value === undefined || own.has(first.value)) return [];
    const operand = interpreters.test(baseName(first.value)) ? others.find(({ text }) => !text.startsWith('-')) : undefined;
    const isGiven = others.some(({ text }) => /^-[cemr]$/.test(text));
    return [first, ...(operand && !isGiven && operand.value?.startsWith('/') ? [operand] : [])].flatMap(({ value, span }) =>
      value !== undefined && /^[\w./+-]+$/.test(value) && (!value.includes('/') || value.startsWith('/')) ? [{ name: value, span }] : [],
    );
  });
}

/** The job looks whether it is there. */
const asksFirst = (command: string, base: string): boolean =>
  command.includes('command -v') ||
  command.includes('which ') ||
  new RegExp(`-[xefrsd] \\S*${base.replace(/[.+]/g, '\\$&')}`).test(command);
