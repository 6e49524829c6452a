import { scriptTexts, upgradeEffects } from '../../facts/scripts/upgrade-effects';
import { isAskedAbout } from '../../facts/scripts/asked-about';
import { isOnHost } from '../../facts/scripts/other-hosts';
import type { PlanEffect } from '../../plan/plan';
import { foreignConfigOf } from '../../facts/side-effects/foreign-config';
import { defineRule } from '../rule';
import { planned } from '../../plan/planned';

export const editsForeignConfig = defineRule({
  id: 'script/edits-foreign-config',
  target: 'package',
  reads: planned,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage', 'outside-snapshot', 'silent-failure'],
  fixable: false,
  summary: 'A script edits configuration that belongs to another product',
  rationale: [
    'The file is that of another product and of the administrator: other services depend on it, configuration management writes it back, and the next upgrade of that product asks what to keep or quietly replaces it. A rollback of this package does not take the line out again.',
    '',
    'Reported are edits, appended lines and replacements of files such as `sshd_config`, `my.cnf`, `journald.conf`, `nginx.conf`, `pg_hba.conf`, `limits.conf` or `sysctl.conf`. Most have a folder for files of others (`*.d`) beside them, which the message names: a file of its own there can be removed again.',
    '',
    'It is silent for files in such folders, for scripts of the product itself, for rollbacks, and in containers.',
  ].join('\n'),
  references: [
    'https://www.debian.org/doc/debian-policy/ch-files.html#configuration-files',
    'https://lintian.debian.org/tags/maintainer-script-modifies-inetd-conf',
  ],
  messages: {
    edits: (d: { by: string; target: string; owner: string; instead: string }) =>
      `${d.target} belongs to ${d.owner}, and ${d.by} changes it for everything on this host${d.instead}.`,
  },
  check(reviewed, { report }) {
    const texts = scriptTexts(reviewed);
    const seen = new Set<string>();
    for (const { effect, phase, isSure } of upgradeEffects(reviewed)) {
      const { path, span, by, target } = effect;
      const owner = isOnHost(effect) && phase !== 'rollback' && isChange(effect) ? foreignConfigOf(target) : undefined;
      if (!owner || owner.isOwnScript.test(path) || seen.has(`${path}:${target}`)) continue;
      seen.add(`${path}:${target}`);
      const { name, dropIns } = owner;
      report({ path, span }, 'edits', {
        data: {
          by,
          target,
          owner: name,
          instead: dropIns === undefined ? '' : `; a file of its own in ${dropIns} can be taken away again`,
        },
        ...((!isSure || (isAskedAbout(effect, texts) && by === '>')) && { confidence: 'possible' }),
      });
    }
  },
});

const isChange = ({ kind, by }: PlanEffect): boolean =>
  /^(file\.(write|append|edit|move)|host\.setting|security\.change|schedule\.add|unit\.install)$/.test(kind) &&
  /^(>|>>|&>|tee|sed|gsed|cp|mv|install|patch|perl|truncate|sponge|rsync|dd|crudini|openstack-config|postconf)$/.test(by);
