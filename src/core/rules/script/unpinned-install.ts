import { effectsOnTheWay, scriptTexts } from '../../facts/scripts/upgrade-effects';
import { hostsIn, type Inventory } from '../../inventory/inventory';
import type { PlanEffect } from '../../plan/plan';
import { memo, memoEach } from '../../text/memo';
import { groupBy } from '../../text/groups';
import { enumerate } from '../../text/enumerate';
import type { Fix } from '../finding';
import { defineRule } from '../rule';
import { decidedBy } from './unpinned-install/from-the-web';
import { managerOf, openInstall, type OpenInstall } from './unpinned-install/open-install';
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

The rule reports names without a version, or with a range, for package managers of distributions (apt, dnf, yum, zypper, apk, snap …) and of languages (pip, npm, gem, cargo, go …),
charts without \`--version\`, images that are pulled or run without a tag or as \`latest\`, addresses of the last release or of a branch, \`terraform init -upgrade\` and its like, in scripts that
the upgrade runs; one finding for each manager in a script; and versions, names and addresses that a web page decides (\`latest=$(curl …)\`). It is silent about files of the package, requirement and lock files, addresses, names with a version, what
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
    moving: (d: { names: readonly string[]; more: number }) =>
      `${enumerate(d.names)} is whatever was released or built last on the night${rest(d.more)}.`,
    all: (d: { by: string }) => `${d.by} takes all that it manages to whatever is newest on the night.`,
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
    const isFolder = (path: string): boolean => reviewed.files.some((file) => `/${file.path}`.includes(`/${path}/`));
    const found = all.flatMap((effect): Found[] => {
      const open = openInstall(effect, isFolder);
      if (!open) return [];
      const isRunning = open.how === 'newest' && versions.has(open.name) && canPin(effect);
      return [{ effect, name: open.name, message: isRunning ? 'upgrades' : open.how }];
    });
    const byManager = groupBy(found, ({ effect, message }) => `${message} ${managerOf(effect)} ${effect.path}`);
    for (const alike of byManager.values()) {
      const [{ effect, message }] = alike;
      const { path, command, by } = effect;
      const isFirst = (one: Found): boolean => one.effect.command.start === command.start;
      const names = [...new Set(alike.filter(isFirst).map(({ name }) => name))].slice(0, maxNames);
      report({ path, span: command }, message, {
        data: {
          by,
          names,
          more: new Set(alike.map(({ name }) => name)).size - names.length,
          versions: names.map((name) => versions.get(name) ?? ''),
        },
        related: alike
          .filter((one) => !isFirst(one))
          .slice(0, maxRelated)
          .map((one) => ({ at: 'package', path, span: one.effect.span, message: `${one.effect.by} ${one.name}, without a version` })),
        fix:
          message === 'upgrades'
            ? pinned(
                alike.map((one) => one.effect),
                versions,
              )
            : undefined,
      });
    }
  },
});

interface Found {
  readonly effect: PlanEffect;
  readonly name: string;
  readonly message: 'upgrades' | OpenInstall['how'];
}

const rest = (more: number): string =>
  more === 0 ? '' : more === 1 ? '; one more of this script is installed so' : `; ${more} more of this script are installed so`;

/** More would hide the message. */
const maxNames = 3;
const maxRelated = 10;

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
