import { forms } from '../../effects/commands';
import { commandsUsed } from '../../facts/scripts/commands-used';
import { scriptsOnTheWay, upgradeRuns } from '../../facts/scripts/upgrade-effects';
import { hostsIn, type Host } from '../../inventory/inventory';
import type { SourceEntry } from '../../package/source';
import { fact } from '../../subject/fact';
import { memo } from '../../text/memo';
import { baseName } from '../../text/path';
import type { Related } from '../finding';
import { defineRule } from '../rule';
import { planned } from '../../plan/planned';

export const missingCommand = defineRule({
  id: 'script/missing-command',
  target: 'shell',
  reads: planned,
  severity: 'error',
  confidence: 'likely',
  hazards: ['half-done'],
  fixable: false,
  summary: 'A script of the upgrade calls a command that neither the package nor a host has',
  rationale: `The shell answers "command not found" with status 127. Under \`set -e\` the upgrade ends there, with what came before done; without it the script goes
on as if the step had been taken.

The rule compares the commands that the scripts of the upgrade call by name with the list of commands of each host, where the inventory has one: that
list is complete. It is silent about what the shell brings itself, functions and aliases, files of the package, packages that the upgrade installs and
that have the command's name, commands that the script looks for before (\`command -v jq\`), commands that may fail (\`foo || true\`), and on hosts of
which the inventory lists no commands. What runs only after a question, such as which system this is, is told as possible only. \`sudo\` is told by script/assumes-sudo.`,
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_08_02'],
  messages: {
    missing: (d: { name: string; hosts: readonly string[]; more: number }) =>
      `${d.name} is not among the commands of ${[...d.hosts, ...(d.more > 0 ? [`${d.more} more`] : [])].join(', ')}, and the package does not bring it: the script stops here, or goes on without the step.`,
  },
  check(script, { report, package: reviewed, inventory, environment }) {
    const listed = hostsIn(inventory, environment).filter(({ commands }) => commands !== undefined);
    if (listed.length === 0) return;
    const { commands, own, askedFor } = commandsUsed(script);
    const absent = commands
      .map((command) => ({ ...command, hosts: listed.filter((host) => !namesOf(host).has(command.name)) }))
      .filter(({ name, hosts }) => hosts.length > 0 && isPlain(name) && !own.has(name) && !askedFor.has(name));
    if (absent.length === 0 || !scriptsOnTheWay(reviewed).has(script.path)) return;
    const brought = broughtBy(reviewed);
    for (const { name, span, hosts, isConditional } of absent) {
      if (brought.has(name) || names(reviewed.files).has(name)) continue;
      const shown = hosts.slice(0, maxHosts);
      report(span, 'missing', {
        data: { name, hosts: shown.map((host) => host.name), more: hosts.length - shown.length },
        confidence: isConditional ? 'possible' : forms.has(name) ? 'certain' : 'likely',
        related: shown.flatMap(({ name: host, origin }): Related[] =>
          origin ? [{ at: 'site', origin, message: `${host} has no ${name}` }] : [],
        ),
      });
    }
  },
});

const maxHosts = 3;

/** Words of the shell, which no list of programs has, and what is another rule's. */
const ofTheShell = new Set(
  (
    '. : [ [[ alias bg bind break builtin caller case cd command compgen complete continue declare dirs disown echo enable eval exec exit export false ' +
    'fc fg getopts hash help history jobs kill let local logout mapfile popd printf pushd pwd read readarray readonly return select set shift shopt ' +
    'source suspend test time times trap true type typeset ulimit umask unalias unset until wait coproc function sudo doas'
  ).split(' '),
);

/** A name as programs have it; `%JOB%` and `@NAME@` are filled in by somebody. */
const isPlain = (name: string): boolean => /^[a-z0-9][\w.+-]*$/i.test(name) && !ofTheShell.has(name);

const namesOf = memo(({ commands = [] }: Host): ReadonlySet<string> => new Set(commands.map((command) => baseName(command))));

const names = memo(
  (files: readonly SourceEntry[]): ReadonlySet<string> =>
    new Set(files.flatMap(({ path }) => [baseName(path), baseName(path).replace(/\.(sh|py|pl|rb)$/, '')])),
);

/** Functions of any script, which may be read in, and packages and files that the upgrade installs. */
const broughtBy = fact(planned, (reviewed): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const script of reviewed.subjects.shell) for (const name of commandsUsed(script).own) found.add(name);
  for (const { effects } of upgradeRuns(reviewed)) {
    for (const { kind, target, from } of effects) {
      if (kind === 'package.install') found.add(target.split(/[=:]/)[0] ?? '');
      else if (/^(file\.(write|link|move)|archive\.extract)$/.test(kind)) found.add(baseName(target)).add(baseName(from ?? ''));
    }
  }
  return found;
});
