import { effectsOnTheWay, scriptTexts } from '../../facts/scripts/upgrade-effects';
import { hostsIn, type Inventory } from '../../inventory/inventory';
import type { PlanEffect } from '../../plan/plan';
import { memo, memoEach } from '../../text/memo';
import { groupBy } from '../../text/groups';
import { enumerate } from '../../text/enumerate';
import type { Fix } from '../finding';
import { defineRule } from '../rule';
import { decidedBy } from './unpinned-install/from-the-web';
import { planned } from '../../plan/planned';

export const unpinnedInstall = defineRule({
  id: 'script/unpinned-install',
  target: 'package',
  reads: planned,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['unknown-state', 'untrusted-origin'],
  fixable: true,
  summary: 'A package manager installs whatever version is newest on the night',
  rationale: `What staging got last week is not what production gets tonight: the repository moves on between them, and every host of the upgrade can get
another version. Where production has the package already, it is upgraded along the way, with its services restarted. A release that somebody published
by mistake or by theft is installed as soon as it is there.

The rule reports names without a version for apt, dnf, yum, zypper, apk, snap, pip, npm, gem, cargo and \`docker pull\` and \`docker run\` (\`latest\`, or no tag), in scripts that the
upgrade runs; one finding for each script; and versions, names and addresses that a web page decides (\`latest=$(curl …)\`). It is silent about files of the package, requirement and lock files, addresses, names with a version, what
variables name, and \`--no-upgrade\`.

The fix writes the version that all hosts of production have, where the inventory says so.`,
  references: [
    'https://manpages.debian.org/bookworm/apt/apt-get.8.en.html',
    'https://pip.pypa.io/en/stable/topics/repeatable-installs/',
    'https://docs.docker.com/reference/cli/docker/image/pull/',
  ],
  messages: {
    newest: (d: { by: string; names: readonly string[]; more: number }) =>
      `${d.by} installs whatever version of ${enumerate(d.names)} is newest on the night${rest(d.more)}.`,
    upgrades: (d: { by: string; names: readonly string[]; more: number; versions: readonly string[] }) =>
      `${d.by} takes ${enumerate(d.names)} to whatever version is newest on the night; production has ${enumerate(d.versions)}${rest(d.more)}.`,
    web: (d: { from: string }) =>
      `What ${d.from} answers on the night decides what is installed: staging and production can get different versions.`,
    latest: (d: { names: readonly string[]; more: number }) =>
      `${enumerate(d.names)} is whatever image has that tag on the night${rest(d.more)}.`,
  },
  check(reviewed, { report, inventory, environment }) {
    const versions = versionsIn(inventory)(environment);
    const all = effectsOnTheWay(reviewed);
    const byPath = groupBy(all, ({ path }) => path);
    for (const fetch of all) {
      if (fetch.kind !== 'network.fetch' || !/^(curl|wget)$/.test(fetch.by)) continue;
      const { path, command, target } = fetch;
      const use = decidedBy(fetch, byPath.get(path) ?? [], scriptTexts(reviewed).get(path) ?? '');
      if (!use || !/^https?:/.test(target)) continue;
      report({ path, span: command }, 'web', {
        data: { from: target },
        related: [{ at: 'package', path, span: use.command, message: 'and is used here' }],
      });
    }
    const found = all.filter(isOpen);
    const kindOf = (effect: PlanEffect): 'newest' | 'upgrades' | 'latest' =>
      effect.kind.startsWith('container.') ? 'latest' : versions.has(effect.target) && canPin(effect) ? 'upgrades' : 'newest';
    for (const effects of groupBy(found, (effect) => `${kindOf(effect)} ${effect.path}`).values()) {
      const [first] = effects;
      const { path, command, by } = first;
      const isFirst = (effect: PlanEffect): boolean => effect.command.start === command.start;
      const names = [...new Set(effects.filter(isFirst).map(({ target }) => target))].slice(0, maxNames);
      report({ path, span: command }, kindOf(first), {
        data: {
          by,
          names,
          more: new Set(effects.map(({ target }) => target)).size - names.length,
          versions: names.map((name) => versions.get(name) ?? ''),
        },
        related: effects
          .filter((effect) => !isFirst(effect))
          .slice(0, maxRelated)
          .map((effect) => ({ at: 'package', path, span: effect.span, message: `${effect.by} ${effect.target}, without a version` })),
        fix: kindOf(first) === 'upgrades' ? pinned(effects, versions) : undefined,
      });
    }
  },
});

const rest = (more: number): string =>
  more === 0 ? '' : more === 1 ? '; one more of this script is installed so' : `; ${more} more of this script are installed so`;

/** More would hide the message. */
const maxNames = 3;
const maxRelated = 10;

const distribution = /^(apt-get|apt|aptitude|dnf|dnf5|yum|microdnf|tdnf|zypper|apk) (install|add|in|reinstall)$/;
const language = /^((pip|pip3|pipx|npm|yarn|pnpm|gem|cargo|snap) (install|i|add)|python[\d.]*|pypy3)$/;

/** A plain name: no version, no file, no address, nothing computed. */
const isName = (target: string): boolean =>
  /^@?[A-Za-z][\w.+-]*(\/[\w.-]+)?$/.test(target) && !/\.(deb|rpm|apk|whl|tgz|gz|zip|txt|gem)$/.test(target);

function isOpen({ kind, by, target, options, container, host: _host }: PlanEffect): boolean {
  if (container !== undefined) return false;
  if (kind === 'container.pull') return /^(docker|podman|nerdctl) pull$/.test(by) && isFloating(target);
  if (kind === 'container.run') return /^(docker|podman|nerdctl) (run|create)$/.test(by) && isFloating(target);
  if (kind !== 'package.install' || !isName(target)) return false;
  if (distribution.test(by))
    return (
      !/\d\.\d+[.-]\d/.test(target) &&
      !target.includes('/') &&
      !options.includes('no-upgrade') &&
      !options.some((option) => /^(download-only|d|s|simulate|dry-run)$/.test(option))
    );
  if (!language.test(by)) return false;
  // A requirement or lock file decides, or a folder.
  return !options.some((option) =>
    /^(r|requirement|c|constraint|e|editable|no-index|v|version|path|git|locked|revision|channel|dangerous)(=|$)/.test(option),
  );
}

/** No digest, and no tag or one that moves (`latest`). */
function isFloating(image: string): boolean {
  if (!/^[\w./:-]+$/.test(image) || image.includes('@')) return false;
  const tag = /:([\w.-]+)$/.exec(image)?.[1];
  return tag === undefined || tag.includes('/') || /^(latest|stable|edge|main|master|nightly)$/.test(tag);
}

/** The version that all hosts of an environment have, by package. */
const versionsIn = memo((inventory: Inventory) =>
  memoEach((environment: string): ReadonlyMap<string, string> => {
    const versions = new Map<string, string>();
    const odd = new Set<string>();
    for (const { packages = [] } of hostsIn(inventory, environment)) {
      for (const { name, version, type = 'deb' } of packages) {
        if (type !== 'deb') continue;
        const known = versions.get(name);
        if (known !== undefined && known !== version) odd.add(name);
        versions.set(name, version);
      }
    }
    for (const name of odd) versions.delete(name);
    return versions;
  }),
);

/** The name itself stands there, for a manager that takes a version behind it. */
const canPin = ({ by, target, span }: PlanEffect): boolean => /^(apt-get|apt) install$/.test(by) && span.end - span.start === target.length;

function pinned(effects: readonly PlanEffect[], versions: ReadonlyMap<string, string>): Fix {
  const places = new Map(effects.map((effect) => [effect.span.start, effect]));
  return {
    title: `Install the ${places.size === 1 ? 'version' : 'versions'} that production has`,
    edits: [...places.values()].map(({ path, span: { end }, target }) => ({
      path,
      span: { start: end, end },
      text: `=${versions.get(target) ?? ''}`,
    })),
    applies: 'after-review',
  };
}
