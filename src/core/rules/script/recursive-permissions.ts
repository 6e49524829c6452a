import { upgradeEffects } from '../../facts/scripts/upgrade-effects';
import type { PlanEffect } from '../../plan/plan';
import { defineRule } from '../rule';
import { planned } from '../../plan/planned';

export const recursivePermissions = defineRule({
  id: 'script/recursive-permissions',
  target: 'package',
  reads: planned,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage', 'weakens-security', 'irreversible'],
  fixable: false,
  summary: 'A script changes owners or modes of everything below a folder that others use, or that may hold links',
  rationale: [
    "Owners and modes below `/etc`, `/usr`, `/var/log` or a user's home are those of many products: after `chown -R` or `chmod -R` logins, mail, databases or `sudo` fail, and nobody knows what the modes were before. An upgrade cannot take it back.",
    '',
    'In a folder that an unprivileged account may write, that account can put links to files of others there, and the script, as root, gives it those files. Such folders (`/var/lib/product`, `/srv/product`) are the usual case and only reported as possible.',
    'Large trees also take long, with the service down.',
    '',
    'The rule is silent for folders that the script has just made, for the temporary ones of `mktemp`, in containers, and for what `find` chooses file by file.',
  ].join('\n'),
  references: ['https://lintian.debian.org/tags/recursive-privilege-change', 'https://cwe.mitre.org/data/definitions/59.html'],
  messages: {
    shared: (d: { by: string; target: string }) =>
      `${d.by} changes everything below ${d.target}, which other products and accounts use as well.`,
    links: (d: { by: string; target: string }) =>
      `${d.by} follows what lies below ${d.target}: an account that may write there can have it change files of others.`,
  },
  check(reviewed, { report }) {
    for (const { effect, isSure } of upgradeEffects(reviewed)) {
      const { path, span, by, target, host, container } = effect;
      if (host !== undefined || container !== undefined || !isRecursive(effect)) continue;
      const isShared = shared.test(target);
      if (!isShared && !/^\/(var|srv|home|opt)\/[\w.-]/.test(target)) continue;
      report({ path, span }, isShared ? 'shared' : 'links', {
        data: { by: `${by} -R`, target },
        ...((!isShared || !isSure) && { confidence: 'possible' }),
      });
    }
  },
});

const isRecursive = ({ kind, by, options }: PlanEffect): boolean =>
  (kind === 'file.owner' || kind === 'file.mode') &&
  /^(chown|chgrp|chmod|setfacl)$/.test(by) &&
  options.some((option) => /^(R|recursive)$/.test(option));

/** Folders of the system, and those in which each product has its own (hier(7)). */
const shared =
  /^\/$|^\/(bin|boot|dev|etc|home|lib|lib64|media|mnt|opt|root|run|sbin|srv|sys|usr|var)(\/\*?)?$|^\/tmp\/?$|^\/usr\/(bin|sbin|lib|lib64|libexec|share|local|include)(\/\*?)?$|^\/usr\/local\/(bin|sbin|lib|etc|share)(\/\*?)?$|^\/var\/(log|lib|cache|spool|run|tmp|mail|www|backups|opt)(\/\*?)?$|^\/etc\/(ssl|ssh|pam\.d|cron\.d|systemd(\/system)?|default|sudoers\.d|profile\.d)(\/\*?)?$/;
