import { programRuns, textOfPlace, upgradeRuns, writtenAs } from '../../facts/scripts/upgrade-effects';
import type { PlanEffect } from '../../plan/plan';
import { planned, type Planned } from '../../plan/planned';
import type { PackageView } from '../../subject/subject';
import { baseName } from '../../text/path';
import { eachRun } from '../reporting/each-run';
import { defineRule } from '../rule';
import { lostBy } from './erases-data/what-is-lost';

interface Data {
  readonly by: string;
  readonly target: string;
}

export const erasesData = defineRule({
  id: 'script/erases-data',
  target: 'package',
  reads: planned,
  severity: 'error',
  confidence: 'likely',
  hazards: ['data-loss', 'irreversible'],
  fixable: false,
  summary: 'A script of the upgrade erases disks, volumes, databases or folders of data',
  rationale: `What was erased comes back from a backup alone, if there is one and it is young enough. A script that makes a file system, removes a volume or empties a queue was written for a host that is set up for the first time;
on one that has been in use for years it takes all that people have put in.

The rule reports, in scripts that the upgrade runs: file systems, partition tables, encryption and arrays that are made on disks (\`mkfs\`, \`wipefs\`, \`parted mklabel\`, \`sgdisk --zap-all\`, \`cryptsetup luksFormat\`,
\`mdadm --create\`), writes to a disk or partition (\`dd of=/dev/sda\`), removed volumes, pools and data sets (\`lvremove\`, \`zfs destroy\`, \`docker volume rm\`, \`compose down -v\`, \`rbd rm\`), dropped databases
(\`dropdb\`, \`pg_dropcluster\`, \`DROP\` and \`TRUNCATE\` for clients whose statements are not read elsewhere), emptied queues and caches (\`purge_queue\`, \`FLUSHALL\`), objects of clusters and clouds that hold data
(persistent volume claims, namespaces, buckets, database instances), and \`rm -r\` of folders in which servers and products keep data; the same in programs that the upgrade runs (PowerShell, batch, Python, Perl), as far as their literals tell.

It is a warning where a condition decides, where the device is in a variable, where only the name of a folder speaks of data, of caches, and for images that are written to a partition, as updates of devices do. It is silent
where the script has copied, moved or dumped the same thing before, for loop devices and files, and in scripts of the way back. What statements of SQL drop is told by \`migration/drops-data\`.`,
  references: ['https://manpages.debian.org/stable/util-linux/wipefs.8.en.html', 'https://docs.docker.com/reference/cli/docker/volume/rm/'],
  messages: {
    device: (d: Data) => `${d.by} erases ${d.target}: what it holds is lost, and only a backup brings it back.`,
    data: (d: Data) => `${d.by} deletes the data of ${d.target}: only a backup brings it back.`,
    folder: (d: Data) => `${d.by} deletes ${d.target} with all that is in it, and nothing before it in this script keeps a copy.`,
  },
  check(reviewed, site) {
    const runs = [...upgradeRuns(reviewed), ...programRuns(reviewed)];
    eachRun('script/erases-data', reviewed, { ...site, runs }, ({ effects, isSure, name: phase }, report) => {
      if (/^(?:rollback|check|scheduled|other)$/.test(phase)) return;
      const told = new Set<string>();
      for (const [at, effect] of effects.entries()) {
        const lost = effect.when === 'on-failure' ? undefined : lostBy(effect);
        const before = effects.slice(0, at);
        if (!lost || isOwn(effect, before) || isKept(effect, before, reviewed)) continue;
        const { path, span, by, target, when } = effect;
        const key = `${path} ${span.start}`;
        if (told.has(key)) continue;
        told.add(key);
        const isCertain = when === 'always' && !lost.isGuess && !effect.isCode;
        report({ path, span }, lost.what, {
          data: { by, target: shownTarget(target, lost.what) },
          confidence: !isSure || isAskedFor.test(baseName(path)) ? 'possible' : isCertain ? 'certain' : 'likely',
          ...(!isCertain && { atMost: 'warning' as const }),
        });
      }
    });
  },
});

/** A tool that is there for that: somebody starts it who wants it so. */
const isAskedFor = /(?:^|[-_.])(?:wipe|format|factory|destroy|clean|cleanup|purge|uninstall|remove|reset|partition|teardown)(?:[-_.]|$)/i;

const shownTarget = (target: string, what: string): string =>
  target !== '' && !/^\*+$/.test(target) ? target : what === 'device' ? 'a device that a variable names' : 'everything it finds';

/** A file that the script itself has made, to format it: `fallocate -l 1G /swapfile; mkswap /swapfile`. */
const isOwn = ({ target, host }: PlanEffect, before: readonly PlanEffect[]): boolean =>
  !target.startsWith('/dev/') &&
  before.some((other) => other.target === target && other.host === host && /^(?:fallocate|truncate|dd|touch|mkfile)$/.test(other.by));

const keeps = /^(?:file\.(?:write|move)|network\.send|archive\.extract|database\.dump)$/;

/** Whether an earlier step has copied, moved or dumped the same thing. */
function isKept(effect: PlanEffect, before: readonly PlanEffect[], reviewed: PackageView<Planned>): boolean {
  const target = effect.target.replace(/\/\*?$/, '');
  const written = textOfPlace(effect, reviewed)
    .replaceAll(/["']/g, '')
    .replace(/\/\*?$/, '');
  return before.some((other) => {
    if (!keeps.test(other.kind) || other.host !== effect.host) return false;
    if (other.kind === 'database.dump') return effect.kind === 'database.drop' || /sql|pg|mongo|maria/.test(target);
    if (other.from !== undefined && other.from.replace(/\/\*?$/, '') === target) return true;
    if (!/^(?:tar|cp|rsync|mv|zip|scp|restic|borg)\b/.test(other.by)) return false;
    const words = writtenAs(other, reviewed);
    return [target, written].some((name) => name.length > 3 && words.includes(name));
  });
}
