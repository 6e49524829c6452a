import { type Host, type Inventory, hostsIn } from '../../inventory/inventory';
import type { ShellWord } from '../../parse/shell';
import { lineEndOf } from '../../text/lines';
import type { Fix, Related } from '../finding';
import { defineRule } from '../rule';
import { fact, fileFact } from '../../subject/fact';
import type { Subject } from '../../subject/subject';
import { isTestMaterial } from '../../package/test-material';
import { scheduledJobs, scriptsRunByAny, type ScheduledJob } from '../../facts/jobs/jobs';
import { allSourced, sourcedScripts } from '../../plan/called-files';
import { headEnd } from '../reporting/script-head';
import { runWithout, stopIfAsked, stopWithout } from './assumes-sudo/early-check';
import { asksForPrivilege, sudoWords } from './assumes-sudo/privilege';
import { memo, memoEach } from '../../text/memo';
import { planned } from '../../plan/planned';

/** Scripts that the clock runs as somebody else than root: there, nobody can type a password. */
const unattended = fact(planned, (reviewed): ReadonlyMap<Subject<'shell'>, ScheduledJob> => {
  // The package says itself who may do what without a password.
  if (reviewed.files.some(({ path }) => /(^|\/)sudoers(\.d\/|$)/.test(path))) return new Map();
  const jobs = scheduledJobs(reviewed).filter(({ user }) => user !== undefined && user !== 'root' && user !== '0');
  return scriptsRunByAny(jobs, reviewed);
});

/** The calls of a script; those behind the first few are not pointed at. */
const sudoCalls = fileFact('shell', ({ syntax }) => {
  const calls = syntax.commands.map((command) => sudoWords(command) ?? []).filter(isCall);
  return {
    places: calls.slice(0, maxShown + 1).map(([word]) => word.span),
    more: Math.max(0, calls.length - maxShown - 1),
    plain: calls.every(isPlain),
    nonInteractive: calls.every(isNonInteractive),
  };
});

/** Scripts that look before they call sudo, or that are read in by some that do. */
const askedFor = fact(planned, (reviewed) => {
  const scripts = reviewed.subjects.shell;
  const sourced = sourcedScripts(reviewed);
  const asked = new Set(scripts.filter((script) => asksForPrivilege(script, allSourced(script, sourced))));
  // What is added on the way is visited as well.
  for (const script of asked) for (const file of sourced(script)) asked.add(file);
  const readIn = new Set(scripts.flatMap((script) => sourced(script).filter((file) => file !== script)));
  return { isAsked: (script: Subject<'shell'>) => asked.has(script), isReadIn: (script: Subject<'shell'>) => readIn.has(script) };
});

/** Packages that every system of their kind has: a list without them names only what somebody found worth listing. */
const everywhere = new Set(['base-files', 'dpkg', 'libc6', 'coreutils', 'bash', 'glibc', 'rpm', 'apk-tools', 'musl']);

const providers = /^sudo(-ldap|-rs)?$/;

export const assumesSudo = defineRule({
  id: 'script/assumes-sudo',
  target: 'shell',
  reads: planned,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['half-done'],
  fixable: true,
  summary: 'A script calls sudo without a look whether it can',
  rationale: `A script that calls \`sudo\` on a host without it stops at that line, often after half of its work: files are staged, the old programs are
moved, and nothing is installed. Where the script runs by the clock, \`sudo\` waits for a password that nobody types, or gives up as there is no terminal.

The rule reports a script if production is known to lack sudo (the inventory lists all commands or all packages of a host, and sudo is not among them), or
if a job of the package runs it as another user than root, without \`sudo -n\` and without a sudoers file in the package. It is silent if the script, or a
function of a file that it reads in and calls, looks at \`id -u\`, \`EUID\`, \`command -v sudo\` or \`sudo -n true\`, and if nothing is known of
production: unknown is not absent.

The fix adds such a look before anything is done. A script whose calls have no options then runs as root without sudo; look at it before you apply it.`,
  references: ['https://www.sudo.ws/docs/man/sudo.man/', 'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/command.html'],
  messages: {
    absent: ({ hosts, more, environment }: { hosts: readonly string[]; more: number; environment: string }) =>
      `In ${environment}, ${listed(hosts, more)} no sudo, and nothing in this script looks for it or for root: it stops here, with what came before done.`,
    unattended: ({ when, user }: { when: string; user: string }) =>
      `This script runs ${when} as ${user}, and sudo may ask for a password that nobody is there to type: nothing in the script looks whether it will.`,
  },
  check(script, context) {
    const { places, more, plain, nonInteractive } = sudoCalls(script);
    const [first, ...others] = places;
    if (!first || isTestMaterial(script.path)) return;
    const lacking = hostsWithout(context.inventory)(context.environment);
    const job = unattended(context.package).get(script);
    // What others do is asked last: most scripts have nothing to answer for.
    if (lacking.length === 0 && (!job?.user || nonInteractive)) return;
    const { isAsked, isReadIn } = askedFor(context.package);
    if (isAsked(script)) return;

    const related: Related[] = others.map((span, index) => {
      const message = more > 0 && index === others.length - 1 ? `also calls sudo, and so do ${more} more places` : 'also calls sudo';
      return { at: 'package', path: script.path, span, message };
    });
    // A file that others read in has no place for a look of its own.
    const fix = (text: string) => (!isReadIn(script) ? fixOf(script, text) : undefined);
    if (lacking.length > 0) {
      const shown = lacking.slice(0, maxShown);
      for (const { name, origin } of shown) if (origin) related.push({ at: 'site', origin, message: `${name} has no sudo` });
      context.report(first, 'absent', {
        data: { hosts: shown.map(({ name }) => name), more: lacking.length - shown.length, environment: context.environment },
        related,
        fix: fix(plain ? runWithout : stopWithout),
      });
    } else if (job?.user) {
      related.push({ at: 'package', path: job.path, span: job.span, message: 'the job' });
      context.report(first, 'unattended', { data: { when: job.when, user: job.user }, related, fix: fix(stopIfAsked) });
    }
  },
});

const maxShown = 20;

const isCall = (words: readonly ShellWord[]): words is readonly [ShellWord, ...ShellWord[]] => words.length > 0;

/** `sudo` alone: what a function of that name can stand in for. */
const isPlain = (words: readonly ShellWord[]): boolean => words.length === 1 && words[0]?.text === 'sudo';

const isNonInteractive = (words: readonly ShellWord[]): boolean =>
  words.some(({ value }) => /^(-[A-Za-mo-z]*n[A-Za-z]*|--non-interactive)$/.test(value ?? ''));

function listed(hosts: readonly string[], more: number): string {
  const names = more > 0 ? [...hosts, `${more} more`] : hosts;
  const last = names[names.length - 1] ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last} have` : `${last} has`;
}

const hostsWithout = memo((inventory: Inventory) => memoEach((environment: string) => hostsThatLackSudo(inventory, environment)));

function hostsThatLackSudo(inventory: Inventory, environment: string): readonly Host[] {
  return hostsIn(inventory, environment).filter(({ commands, packages }) => {
    if (commands) return !commands.some((command) => /(^|\/)sudo$/.test(command));
    return packages?.some(({ name }) => everywhere.has(name)) && !packages.some(({ name }) => providers.test(name));
  });
}

/** None for a script with CR LF: it does not get past its first compound command, with or without sudo. */
function fixOf({ path, text }: Subject<'shell'>, lookFor: string): Fix | undefined {
  if (lineEndOf(text) === '\r\n') return undefined;
  const at = headEnd(text);
  const inserted = `${at === 0 ? '' : '\n'}${lookFor}${text[at] === '\n' ? '' : '\n'}`;
  return {
    title: 'Look for sudo before anything is done',
    applies: 'after-review',
    edits: [{ path, span: { start: at, end: at }, text: inserted }],
  };
}
