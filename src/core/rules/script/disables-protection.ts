import { programRuns, upgradeRuns, writtenAs } from '../../facts/scripts/upgrade-effects';
import { isTestMaterial } from '../../package/test-material';
import { isWorkshop } from '../../package/workshop';
import type { PlanEffect } from '../../plan/plan';
import { baseName } from '../../text/path';
import { eachRun } from '../reporting/each-run';
import { defineRule } from '../rule';
import { ofWindows, type Turned } from './disables-protection/windows';
import { planned } from '../../plan/planned';

export const disablesProtection = defineRule({
  id: 'script/disables-protection',
  target: 'package',
  reads: [...planned, 'text'],
  severity: 'error',
  confidence: 'likely',
  hazards: ['weakens-security'],
  fixable: false,
  summary: 'A script or a file of settings switches a protection of the host off and leaves it off',
  rationale: `A firewall, SELinux, AppArmor, auditd or fail2ban that an upgrade switched off stays off: the product works, so nobody notices. What the site's
own rules allowed and denied is gone as well where a filter is flushed, and comes back at the next boot only if it was saved.

The rule reports \`setenforce 0\`, \`SELINUX=disabled\` or \`permissive\`, \`aa-teardown\`, \`aa-disable\`, \`ufw disable\` and \`reset\`, \`iptables -F\`,
\`iptables -P … ACCEPT\`, \`nft flush ruleset\`, \`auditctl -e 0\`, stopping, disabling or masking the units of these, and settings of sshd that let root or passwords in, in scripts that the
upgrade runs.

Of settings that the package brings, in the place that they have on a host (\`etc/ssh/sshd_config.d\`, \`etc/selinux/config\`, \`etc/pam.d\`, \`sysctl.d\`, \`pg_hba.conf\` …), it reports
lines that let root or anybody in, or that switch SELinux or the firewall off.

Programs that the upgrade runs (PowerShell, batch, Python, Perl) are asked as well, as far as their literals tell: the firewall, Defender, UAC, BitLocker and checks of signatures of Windows.

It is silent where the same script switches it on again, unless a step between can end the script and no trap does it then; where the filter's rules are
written anew after the flush; about tables and chains of the product's own; and in containers. In a tool whose name asks for it (\`stop-firewall\`) it is only possible.`,
  references: [
    'https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/9/html/using_selinux/changing-selinux-states-and-modes_using-selinux',
    'https://wiki.nftables.org/wiki-nftables/index.php/Main_Page',
  ],
  messages: {
    off: (d: { written: string; what: string }) => `${d.written} switches ${d.what} off, and nothing in this script switches it on again.`,
    brought: (d: { what: string }) => `This file of settings switches ${d.what} off on every host that gets it.`,
    fails: (d: { written: string; what: string }) =>
      `${d.written} switches ${d.what} off; if a step fails before it is switched on again, the script ends and it stays off.`,
  },
  check(reviewed, site) {
    for (const { path, syntax } of reviewed.subjects.text)
      if (!isTestMaterial(path) && !isWorkshop(path))
        for (const { what, span } of syntax.openings) site.report({ path, span }, 'brought', { data: { what } });
    const runs = [...upgradeRuns(reviewed), ...programRuns(reviewed)];
    eachRun('script/disables-protection', reviewed, { ...site, runs }, ({ effects, isSure, name: phase }, report) => {
      if (!isSure || phase === 'scheduled' || !effects.some(({ kind }) => kinds.test(kind))) return;
      const told = new Set<string>();
      const all = effects.map((effect) => (kinds.test(effect.kind) ? turned(effect, writtenAs(effect, reviewed)) : undefined));
      for (const [at, effect] of effects.entries()) {
        const off = all[at];
        if (!off || off.isOn || effect.container !== undefined) continue;
        const { path, command, when } = effect;
        const key = `${path} ${command.start}`;
        if (told.has(key) || when === 'on-failure') continue;
        told.add(key);
        const back = all.findIndex((other, index) => index > at && other?.isOn === true && other.what === off.what);
        const later = effects[back];
        // A trap stands before, or the step comes at once.
        const isRisky =
          later?.path === path &&
          later.when === 'always' &&
          later.span.start > command.start &&
          effects.slice(at + 1, back).some(({ onError, span }) => onError === 'stops' && span.start < later.span.start);
        if (back >= 0 && !isRisky) continue;
        const written = writtenAs(effect, reviewed).replace(/\s+/g, ' ').slice(0, 60);
        report({ path, span: command }, back >= 0 ? 'fails' : 'off', {
          data: { written, what: off.what },
          confidence:
            back >= 0 || phase === 'rollback' || isAskedFor.test(baseName(path))
              ? 'possible'
              : when === 'always' && !effect.isCode
                ? 'certain'
                : 'likely',
        });
      }
    });
  },
});

/** A tool that is there for that: somebody starts it who wants it so. */
const isAskedFor =
  /(?:^|[-_.])(?:stop|disable|flush|delete|remove|off)[-_](?:\w+[-_])?(?:firewall|iptables|nftables|ufw|selinux|apparmor|fail2ban)/i;

const kinds = /^(security\.change|firewall\.change|unit\.(stop|disable|mask|start|enable|restart|unmask)|file\.edit|host\.setting)$/;

/** Units that protect a host, and what people call it. */
const guards: readonly (readonly [RegExp, string])[] = [
  [/^(firewalld|ufw|nftables|iptables|ip6tables|netfilter-persistent|shorewall|csf|SuSEfirewall2)$/, 'the firewall'],
  [/^apparmor$/, 'AppArmor'],
  [/^(auditd|audit)$/, 'the audit log'],
  [/^fail2ban$/, 'fail2ban'],
  [/^(WinDefend|WdNisSvc|Sense)$/i, 'Windows Defender'],
  [/^(MpsSvc|BFE)$/i, 'the firewall'],
];

const firewall = (isOn: boolean): Turned => ({ what: 'the firewall', isOn });

/** Without the words of its rules and comments. */
const ufwVerb = (written: string): string => written.split(/\s+/).slice(0, 3).join(' ');

function turned({ kind, target, by }: PlanEffect, written: string): Turned | undefined {
  if (kind.startsWith('unit.')) {
    const name = baseName(target).replace(/\.service$/, '');
    const guard = guards.find(([pattern]) => pattern.test(name));
    return guard && { what: guard[1], isOn: /^unit\.(start|enable|restart|unmask)$/.test(kind) };
  }
  const program = by.split(' ')[0] ?? '';
  if (/\/sshd_config(?:\.d\/[^/]+)?$/.test(target)) return ofSshd(lastPart(written));
  switch (program) {
    case 'setenforce':
      return { what: 'SELinux', isOn: !/^(0|permissive)$/i.test(target) };
    case 'aa-teardown':
      return { what: 'AppArmor', isOn: false };
    case 'ufw':
      if (/\s(disable|reset)\b/.test(ufwVerb(written))) return firewall(false);
      return /\senable\b/.test(ufwVerb(written)) ? firewall(true) : undefined;
    case 'nft':
      // With a file, rules are loaded.
      return firewall(!/\bflush\s+ruleset\b/.test(written));
    case 'iptables-restore':
    case 'ip6tables-restore':
    case 'netfilter-persistent':
      return firewall(!/\bflush\b/.test(written));
    case 'iptables':
    case 'ip6tables':
      return ofIptables(written);
    case 'auditctl':
      return /\s-e\s*[01]\b|\s-D\b/.test(written) ? { what: 'the audit log', isOn: /-e\s*1/.test(written) } : undefined;
    case 'sed':
    case 'echo':
    case '>':
      if (/selinux\/(config|enforce)$/.test(target) || /sysconfig\/selinux$/.test(target))
        return { what: 'SELinux', isOn: !/SELINUX=["']?(disabled|permissive)|\b0\b/i.test(lastPart(written)) };
      return undefined;
    default:
      return ofWindows(program.toLowerCase(), written);
  }
}

/** Whom sshd lets in (sshd_config(5)). */
function ofSshd(setting: string): Turned | undefined {
  const [, name, value] =
    /^[^#]*?\b(PermitRootLogin|PermitEmptyPasswords|PasswordAuthentication)[\s="']+(yes|no|prohibit-password|without-password)\b/i.exec(
      setting,
    ) ?? [];
  if (name === undefined) return undefined;
  const isOn = value?.toLowerCase() !== 'yes';
  if (/^PermitRoot/i.test(name)) return { what: 'the ban on logins of root over SSH', isOn };
  return { what: /^PermitEmpty/i.test(name) ? 'the ban on empty passwords over SSH' : 'the ban on passwords over SSH', isOn };
}

/** What `sed` writes in the place of what it finds. */
const lastPart = (written: string): string => /\bs([/|#,@])(?:(?!\1).)*\1((?:(?!\1).)*)\1/.exec(written)?.[2] ?? written;

/** Flushing all chains of the filter, or letting in what no rule speaks of; another table, or a chain of its own, is the product's. */
function ofIptables(written: string): Turned | undefined {
  if (/\s(-t|--table)\s*(?!filter\b)\w+/.test(written)) return undefined;
  if (/\s(-F|--flush)\s*($|[;&|])/.test(`${written} `) || /\s(-F|--flush)\s+(INPUT|FORWARD)\b/.test(written)) return firewall(false);
  if (/\s(-P|--policy)\s+(INPUT|FORWARD)\s+ACCEPT\b/.test(written)) return firewall(false);
  return /\s(-A|-I|--append|--insert|-P\s+\w+\s+DROP)\b/.test(written) ? firewall(true) : undefined;
}
