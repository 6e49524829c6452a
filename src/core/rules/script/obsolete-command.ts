import { commandsUsed } from '../../facts/scripts/commands-used';
import { scriptsOnTheWay, upgradeRuns } from '../../facts/scripts/upgrade-effects';
import { hostsIn, type Host } from '../../inventory/inventory';
import { isForOtherSystem, productionSystems } from '../../facts/units/other-systems';
import { fact } from '../../subject/fact';
import { baseName } from '../../text/path';
import { defineRule } from '../rule';
import { obsolete, type Obsolete } from './obsolete-command/known';
import { planned } from '../../plan/planned';

export const obsoleteCommand = defineRule({
  id: 'script/obsolete-command',
  target: 'shell',
  reads: planned,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['half-done'],
  fixable: true,
  summary: 'A script of the upgrade calls a command that the release of a host has dropped or is dropping',
  rationale: `Scripts are copied from one release of a product to the next, while the hosts move on. The command that worked on the vendor's old machine is not there
any more, or prints a warning that a script takes for its output.

The rule compares what the scripts of the upgrade call with the operating system of each host in the inventory: \`apt-key\`, \`python\` and \`python2\`,
\`ifconfig\`, \`route\`, \`netstat\`, \`chkconfig\`, \`initctl\`, \`ntpdate\`, \`tempfile\`, \`egrep\` and \`fgrep\`. What still works is told as info.

It is silent where the inventory does not say which release runs, where a host has the command or the package that brings it back, where the upgrade
installs that, where the script looks for the command before, where the name of the script is that of another system, and about \`python\` where the script has an environment of its own for it. What is gone
and called only after a question is told as possible only.

The fix is offered where another command takes the same arguments.`,
  references: [
    'https://www.debian.org/releases/bookworm/release-notes/issues.en.html',
    'https://manpages.debian.org/bookworm/apt/apt-key.8.en.html',
    'https://www.gnu.org/software/grep/manual/grep.html#Usage',
  ],
  messages: {
    gone: (d: { name: string; host: string; release: string; instead: string }) =>
      `${d.name} is not there on ${d.release}, which ${d.host} runs, unless somebody has added it: ${d.instead} takes its place.`,
    going: (d: { name: string; host: string; release: string; instead: string }) =>
      `${d.name} is on its way out on ${d.release}, which ${d.host} runs: ${d.instead} takes its place.`,
  },
  check(script, site) {
    const { report, package: reviewed, inventory, environment } = site;
    const hosts = hostsIn(inventory, environment).filter(({ os }) => os?.version !== undefined);
    // What is for another system says nothing of this one.
    if (hosts.length === 0 || isForOtherSystem(script.path, [], productionSystems(site))) return;
    const { commands, own, askedFor } = commandsUsed(script);
    for (const { name, span, isConditional } of commands) {
      const known = obsolete.get(name);
      if (!known || own.has(name) || askedFor.has(name)) continue;
      if (name === 'python' && ownPython.test(script.text)) continue;
      const { same, instead } = known;
      const gone = hosts.find((host) => isSince(known.gone, host) && !has(host, name, known));
      const going = hosts.find((host) => isSince(known.going, host));
      const host = gone ?? going;
      if (!host || (gone && broughtBack(reviewed).some((one) => known.back?.includes(one))) || !scriptsOnTheWay(reviewed).has(script.path))
        continue;
      report(span, gone ? 'gone' : 'going', {
        data: { name, host: host.name, release: `${host.os?.id ?? ''} ${host.os?.version ?? ''}`, instead },
        confidence: gone && isConditional ? 'possible' : 'likely',
        ...(!gone && { atMost: 'info' as const }),
        related: host.origin
          ? [{ at: 'site', origin: host.origin, message: `${host.name} runs ${host.os?.id ?? ''} ${host.os?.version ?? ''}` }]
          : [],
        fix:
          same === undefined
            ? undefined
            : {
                title: `Call ${same}`,
                edits: [{ path: script.path, span, text: same }],
                applies: same.startsWith(name.slice(1)) ? 'always' : 'after-review',
              },
      });
    }
  },
});

/** An environment of its own brings the command. */
const ownPython = /\bvenv\b|virtualenv|bin\/activate|\bconda\b|pyenv/;

const families: ReadonlyMap<string, 'debian' | 'ubuntu' | 'rhel'> = new Map([
  ['debian', 'debian'],
  ['ubuntu', 'ubuntu'],
  ...(['rhel', 'centos', 'rocky', 'almalinux', 'ol'] as const).map((id) => [id, 'rhel'] as const),
]);

/** `22.04` is a number, and so is `9.3`. */
function isSince(since: Obsolete['gone'], { os }: Host): boolean {
  const family = families.get(os?.id ?? '');
  const first = family && since?.[family];
  return first !== undefined && Number.parseFloat(os?.version ?? '') >= first;
}

/** As far as the inventory says. */
const has = ({ commands, packages }: Host, name: string, { back = [] }: Obsolete): boolean =>
  commands
    ? commands.some((command) => baseName(command) === name)
    : packages !== undefined && packages.some((one) => back.includes(one.name));

const broughtBack = fact(planned, (reviewed): readonly string[] =>
  upgradeRuns(reviewed).flatMap(({ effects }) =>
    effects.flatMap(({ kind, target }) => (kind === 'package.install' ? [target.split(/[=:]/)[0] ?? ''] : [])),
  ),
);
