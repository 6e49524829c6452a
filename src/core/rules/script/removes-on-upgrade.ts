import { effectsOfAnyRemoval, type RemovalEffect } from '../../facts/scripts/removal-effects';
import { planned } from '../../plan/planned';
import { defineRule } from '../rule';

interface Data {
  readonly by: string;
  readonly target: string;
}

export const removesOnUpgrade = defineRule({
  id: 'script/removes-on-upgrade',
  target: 'package',
  reads: planned,
  severity: 'error',
  confidence: 'likely',
  hazards: ['data-loss', 'outage'],
  fixable: false,
  summary: 'What is meant for the removal of a package also happens when it is upgraded',
  rationale: `dpkg and rpm run the scripts that take a package away (\`prerm\`, \`postrm\`, \`%preun\`, \`%postun\`) when a newer version replaces it as well, and on the way back to an
older one; only the first argument tells which: \`upgrade\` or \`remove\` and \`purge\` for dpkg, the number of versions that stay for rpm. A script that does not ask deletes the data, the settings
or the user of a product that stays. rpm runs the script of the old version last, after the new one is there and has been started: what it stops or deletes stays away.

The rule reports what such scripts do without a question about the argument: folders and files below \`/var/lib\`, \`/etc\`, \`/opt\`, \`/srv\` and \`/home\`, users, databases; where rpm runs them also what is
stopped, disabled or taken out of a schedule, which is a warning. Scripts are known by their names (\`preremove.sh\`, \`after-remove\`) and places; scriptlets in spec files count. It is silent about
caches, logs, temporary files and what runs, what is made again, about what is asked for in any way but by its presence, and about what dpkg stops: the newer version is started after that.`,
  references: [
    'https://www.debian.org/doc/debian-policy/ch-maintainerscripts.html#summary-of-ways-maintainer-scripts-are-called',
    'https://docs.fedoraproject.org/en-US/packaging-guidelines/Scriptlets/#_syntax',
  ],
  messages: {
    deletes: (d: Data) =>
      `${d.by} deletes ${d.target} also when a newer version replaces this one: nothing asks whether the package goes or stays.`,
    user: (d: Data) =>
      `${d.by} removes ${d.target} also when a newer version replaces this one: nothing asks whether the package goes or stays.`,
    stops: (d: Data) =>
      `${d.by} is also run by an upgrade, for ${d.target} and after the newer version is there: the service stays as this leaves it.`,
  },
  check(reviewed, { report }) {
    const told = new Set<string>();
    const all = effectsOfAnyRemoval(reviewed);
    const madeAgain = new Set(all.flatMap(({ effect: { kind, path, target } }) => (kind === 'dir.create' ? [`${path} ${target}`] : [])));
    for (const removal of all) {
      const what = removedBy(removal);
      const { path, span, by, target } = removal.effect;
      if (madeAgain.has(`${path} ${target}`)) continue;
      const key = `${path} ${span.start}`;
      if (!what || told.has(key)) continue;
      told.add(key);
      report({ path, span }, what, {
        data: { by, target },
        ...(what !== 'deletes' && { atMost: 'warning' as const }),
        ...(what === 'stops' && removal.by === 'any' && { confidence: 'possible' as const }),
      });
    }
  },
});

/** Where products keep what nobody brings again. */
const kept = /^\/(?:var\/(?!cache\/|run\/|lock\/|tmp\/|log\/)[^/]+\/.|etc\/.|srv\/.|home\/.|data\/.)/;
/** Where a newer version lies by then. */
const installed = /^\/(?:opt|usr)\/.+/;
const passing = /\.(?:py[co]|pid|sock|lock|cache|tmp|bak|old|rpmsave|dpkg-\w+)$|\/__pycache__|\/\*$/;

function removedBy({
  effect: { kind, target, options, by: program },
  by,
  isLate,
}: RemovalEffect): 'deletes' | 'user' | 'stops' | undefined {
  if (kind === 'database.drop') return 'deletes';
  if (kind === 'user.delete') return 'user';
  const isFile = target.startsWith('/');
  if (kind === 'file.delete' || (isFile && /^(?:unit\.disable|schedule\.remove)$/.test(kind))) {
    // `rmdir` takes nothing that holds something.
    if (!isFile || passing.test(target) || program === 'rmdir') return undefined;
    const isTree = options.some((option) => /^(?:r|R|recursive)$/.test(option));
    if (kept.test(target) && (isTree || by !== 'dpkg')) return 'deletes';
    return installed.test(target) && isLate && (isTree || by === 'rpm') ? 'deletes' : undefined;
  }
  return by !== 'dpkg' && !/\*/.test(target) && target !== '' && /^(?:unit\.(?:stop|disable|mask)|schedule\.remove)$/.test(kind)
    ? 'stops'
    : undefined;
}
