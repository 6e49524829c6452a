import { allUpgradeEffects } from '../../facts/scripts/upgrade-effects';
import { isOnHost } from '../../facts/scripts/other-hosts';
import type { PlanEffect } from '../../plan/plan';
import { defineRule } from '../rule';
import { planned } from '../../plan/planned';

export const upgradesHost = defineRule({
  id: 'script/upgrades-host',
  target: 'package',
  reads: planned,
  severity: 'error',
  confidence: 'likely',
  hazards: ['outage', 'irreversible', 'unplanned-work'],
  fixable: false,
  summary: 'A script upgrades or removes every package of the host that it can',
  rationale: [
    'In the window of one product the kernel, the C library, the database and everything else are replaced by whatever is newest that night: nobody has tested that combination, services restart, and there is no way back to the versions before.',
    '`autoremove` takes away what seems unused, which on many hosts is what an administrator has installed as a dependency long ago.',
    '',
    'Reported are `upgrade`, `dist-upgrade`, `update` of dnf and yum, `dup`, `-Syu` and their kin without names of packages, and `autoremove`. It is silent for `apt-get update` (which only reads lists), for downloads and simulations, for what comes from one source alone (`--repo`, `--disablerepo=*`), and for what is done in a container or another root.',
    'Install what the product needs, by name and version, instead.',
  ].join('\n'),
  references: [
    'https://manpages.debian.org/stable/apt/apt-get.8.en.html',
    'https://dnf.readthedocs.io/en/latest/command_ref.html#upgrade-command',
  ],
  messages: {
    upgrades: (d: { by: string }) =>
      `${d.by} upgrades every package of the host to whatever is newest on that day, not this product alone.`,
    removes: (d: { by: string }) => `${d.by} removes every package of the host that seems unused, whoever put it there.`,
  },
  check(reviewed, { report }) {
    const seen = new Set<string>();
    for (const { effect, isSure } of allUpgradeEffects(reviewed)) {
      const { kind, path, command, by } = effect;
      const place = `${path}:${command.start} ${kind}`;
      if (!isOnHost(effect) || !isWhole(effect) || seen.has(place)) continue;
      seen.add(place);
      report({ path, span: command }, kind === 'package.remove' ? 'removes' : 'upgrades', {
        data: { by },
        ...(!isSure && { confidence: 'possible' }),
      });
    }
  },
});

const manager =
  /^(snap|opkg|pkg|emerge|flatpak|apt|apt-get|aptitude|dnf|dnf5|yum|microdnf|tdnf|zypper|apk|pacman|yay|paru|do-release-upgrade|unattended-upgrades?)\b/;
/** Nothing is changed, or only fetched; or it is only what one source has. */
const harmless =
  /^(repo=.+|repoid=.+|disablerepo=\*|d|download-only|downloadonly|s|simulate|dry-run|just-print|print-uris|assumeno|no-act|recon|advisory(=.*)?|advisories(=.*)?|cves?(=.*)?)$/;

const isWhole = ({ kind, target, by, options }: PlanEffect): boolean =>
  (kind === 'package.install' || kind === 'package.remove') &&
  target === '*' &&
  manager.test(by) &&
  !options.some((option) => harmless.test(option)) &&
  // What `-S $NAMES` installs are packages that are named elsewhere.
  (!/^(pacman|yay|paru)\b/.test(by) || options.some((option) => /^(u|sysupgrade)$/.test(option))) &&
  !/ (install|remove|purge|reinstall|download|add|del|erase)$/.test(by);
