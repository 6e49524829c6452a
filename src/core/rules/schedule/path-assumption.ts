import { cronsFor } from '../../facts/jobs/hosts';
import { variableAt } from '../../facts/jobs/cron-jobs';
import { isTestMaterial } from '../../package/test-material';
import type { Crontab } from '../../parse/crontab';
import { parseShell } from '../../parse/shell';
import { baseName, folderOf } from '../../text/path';
import type { Span } from '../../text/span';
import { fact } from '../../subject/fact';
import { defineRule } from '../rule';
import { systemCommands } from './path-assumption/system-commands';

/** What the package itself puts where cron does not look: `usr/local/bin/dten-sync`. */
const ofPackage = fact(
  [],
  (reviewed): ReadonlyMap<string, string> =>
    new Map(
      reviewed.files.flatMap(({ path }) => {
        const [, place] = /(?:^|\/)((?:usr\/)?sbin\/[^/]+|usr\/local\/s?bin\/[^/]+)$/.exec(path) ?? [];
        return place === undefined ? [] : [[baseName(place), `/${place}`] as const];
      }),
    ),
);

export const pathAssumption = defineRule({
  id: 'schedule/path-assumption',
  target: 'crontab',
  reads: ['crontab'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['silent-failure'],
  fixable: true,
  summary: 'A job calls a command that is not on the path of cron',
  rationale: `cron starts jobs with a short path: \`/usr/bin:/bin\` on Debian, with \`/usr/sbin\` and \`/sbin\` behind it on RHEL and its kin. A command that
works at the prompt is then not found, and the job fails every time. The rule knows commands of the system that lie in \`/usr/sbin\` or \`/sbin\`, and those
that the package puts there or under \`/usr/local\`.

cron also expands no variables in a crontab's assignments: \`PATH=$HOME/bin:/usr/bin\` is a folder of that very name, and so is \`PATH=~/bin:/usr/bin\`.

The rule is silent where the crontab, the job or a shell with \`-l\` sets a path, and for commands of the system where all hosts are known to have RHEL's cron.

The fix writes the command's place before it.`,
  references: ['https://manpages.debian.org/stable/cron/crontab.5.en.html', 'https://man7.org/linux/man-pages/man5/crontab.5.html'],
  messages: {
    notFound: (d: { command: string; place: string; path: string }) =>
      `cron looks for ${d.command} in ${d.path} only, and it lies in ${d.place}: the job ends with "not found".`,
    literal: (d: { variable: string; value: string }) =>
      `cron expands no variables here: ${d.variable} is ${d.value} to the letter, dollar sign and all.`,
    home: (d: { variable: string; value: string }) => `cron makes no home of ~ here: ${d.variable} is ${d.value} to the letter.`,
  },
  check({ path, text, syntax }, { report, package: reviewed, inventory, environment }) {
    if (isTestMaterial(path)) return;
    const crons = cronsFor(path, { inventory, environment });
    const isCronie = crons.size === 1 && crons.has('cronie');
    const placeOf = (name: string): string | undefined => {
      const place = ofPackage(reviewed).get(name) ?? (systemCommands.has(name) ? `/usr/sbin/${name}` : undefined);
      return isCronie && !place?.startsWith('/usr/local/') ? undefined : place;
    };
    for (const { name, value, span } of unexpanded(syntax)) {
      report(span, homeInPath.test(value) ? 'home' : 'literal', { data: { variable: name, value } });
    }
    for (const job of syntax.jobs) {
      if (variableAt(syntax, 'PATH', job.span.start) !== undefined) continue;
      for (const { name, span } of bareCommands(job.command)) {
        const place = placeOf(name);
        const at = { start: job.commandSpan.start + span.start, end: job.commandSpan.start + span.end };
        if (place === undefined || text.slice(at.start, at.end) !== name) continue;
        report(at, 'notFound', {
          data: {
            command: name,
            place: folderOf(place),
            path: isCronie ? 'four folders of the system' : '/usr/bin and /bin',
          },
          fix: { title: `Call ${place}`, edits: [{ path, span: at, text: place }], applies: 'always' },
        });
      }
    }
  },
});

/** `~/bin`, which only a shell that reads it as a word makes a folder of. */
const homeInPath = /(?:^|:)~/;

/** Assignments whose values hold variables that a job uses as if they were expanded. */
function unexpanded({ variables, jobs, written }: Crontab) {
  if (written?.asLines === false) return [];
  // What the shell does not put in itself when it writes the crontab.
  const left = written?.expands ? /\\(?:\$[{(]?[A-Za-z_]|`)/ : /\$[{(]?[A-Za-z_]|`/;
  return variables.filter(({ name, value, span }) => {
    if (name === 'PATH' && homeInPath.test(value)) return true;
    if (!left.test(value) || !/^[A-Za-z_]\w*$/.test(name)) return false;
    if (name === 'PATH') return true;
    // A shell that reads the value again expands it then.
    return jobs.some(
      ({ command, span: at }) =>
        at.start > span.end && new RegExp(`\\$(?:${name}\\b|\\{${name}\\})`).test(command) && !/\beval\b|\bsh\s+-\w*c/.test(command),
    );
  });
}

interface BareCommand {
  readonly name: string;
  readonly span: Span;
}

/** Commands that are called by their name alone, in a job that sets no path of its own. */
function bareCommands(command: string): readonly BareCommand[] {
  const script = parseShell(command);
  const isSet = script.assigned.has('PATH') || script.commands.some(({ assignments }) => assignments.some(({ name }) => name === 'PATH'));
  const isLogin = script.commands.some(
    ({ name, words }) => /^(ba|z|k|da)?sh$|^su$/.test(name ?? '') && words.some(({ text }) => /^-\w*l|^-$|^--login$/.test(text)),
  );
  if (isSet || isLogin || /\.\s+\S*(profile|rc|env)\b|\bsource\b|\bPATH=/.test(command)) return [];
  // A name that is looked for first may be missing.
  const asked = new Set(
    script.commands
      .flatMap(({ name, words }) => (name === 'command' || name === 'which' || name === 'type' || name === 'hash' ? words.slice(1) : []))
      .map(({ text }) => text),
  );
  return script.commands.flatMap(({ words: [first], wrappers }) => {
    // `command -v` asks; what it asks for is looked for first.
    if (wrappers.some(([wrapper]) => wrapper?.value === 'command') && first) asked.add(first.text);
    if (!first || first.text.includes('/') || asked.has(first.text) || wrappers.some(([wrapper]) => wrapper?.value === 'sudo')) return [];
    return [{ name: first.text, span: first.span }];
  });
}
