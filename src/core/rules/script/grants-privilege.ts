import { polkitGrants, sudoGrants, type Grant } from '../../parse/grants';
import { allUpgradeEffects, scriptTexts, writtenAs } from '../../facts/scripts/upgrade-effects';
import { isOnHost } from '../../facts/scripts/other-hosts';
import type { PlanEffect } from '../../plan/plan';
import { isTestMaterial } from '../../package/test-material';
import { isWorkshop } from '../../package/workshop';
import type { Report } from '../rule';
import { defineRule } from '../rule';
import { planned } from '../../plan/planned';

const messages = {
  all: (d: { who: string; what: string }) => `${d.who} may do ${d.what} as root, and so may whoever gets hold of that account.`,
  through: (d: { who: string; what: string }) =>
    `${d.who} may run ${d.what} as root: with that program any file can be written or any command started.`,
  group: (d: { who: string; group: string }) => `${d.who} joins ${d.group}, whose members can do everything as root.`,
  number: (d: { who: string }) => `${d.who} gets the number 0: that is root under another name.`,
  key: (d: { who: string }) => `Whoever holds this key logs in as ${d.who}, from now on and whatever becomes of the upgrade.`,
  open: (d: { who: string }) => `${d.who} has no password any more: whoever sits at the console is in.`,
  setuid: (d: { target: string }) => `${d.target} runs as root whoever starts it.`,
  capability: (d: { target: string; capability: string }) => `${d.target} has ${d.capability} whoever starts it, which is as good as root.`,
};

export const grantsPrivilege = defineRule({
  id: 'script/grants-privilege',
  target: 'package',
  reads: [...planned, 'text'],
  severity: 'error',
  confidence: 'likely',
  hazards: ['weakens-security', 'outside-snapshot'],
  fixable: false,
  summary: 'An account gets the rights of root, directly or through a program',
  rationale: [
    'A service account that may do everything makes the whole host as safe as its least careful line of code. Rules that seem narrow are not when the program takes any file or command: `tee`, `cp`, `find`, `tar`, editors and interpreters write what root reads next, and a `*` in the arguments lets in more than it looks like.',
    '',
    'Reported are lines in the form of `sudoers`, in files of the package and in what its scripts write there, that let others than administrators run `ALL`, or such a program with any arguments; rules of polkit that say yes to everything; accounts that join `sudo`, `wheel`, `docker` and their kin, or get the number 0;',
    'keys that are put among the `authorized_keys` of an account (a warning for a key of the host itself, as members of a cluster have them), accounts whose password is taken away, and programs that get the setuid bit or a capability that is as good as root (`cap_setuid`, `cap_dac_override`, `cap_sys_admin`). It is silent for fixed arguments (`/usr/bin/systemctl restart dtend`), for rules that run as another account than root, in containers, and for the groups of administrators themselves.',
  ].join('\n'),
  references: [
    'https://www.sudo.ws/docs/man/sudoers.man/#Security_Notes',
    'https://www.freedesktop.org/software/polkit/docs/latest/polkit.8.html',
    'https://docs.docker.com/engine/security/#docker-daemon-attack-surface',
  ],
  messages,
  check(reviewed, { report }) {
    const texts = scriptTexts(reviewed);
    for (const { path, syntax } of reviewed.subjects.text)
      // Keys lie in a hidden folder, and are none of tools.
      if (!isTestMaterial(path) && !isWorkshop(path.replace('/.ssh/', '/ssh/'))) tell(path, 0, syntax.grants, report);
    const seen = new Set<string>();
    for (const { effect, phase, isSure } of allUpgradeEffects(reviewed)) {
      const { path, span, content, target } = effect;
      if (!isOnHost(effect) || phase === 'rollback') continue;
      const place = `${path}:${(content ?? span).start}`;
      if (content && isRights(effect) && !seen.has(place)) {
        seen.add(place);
        const text = (texts.get(path) ?? '').slice(content.start, content.end);
        tell(
          path,
          content.start,
          /polkit/.test(target) ? polkitGrants(text) : sudoGrants(unquoted(text)),
          report,
          isSure ? undefined : 'possible',
        );
      }
      const owner = loginOf(effect, texts.get(path) ?? '');
      if (owner && !seen.has(place)) {
        seen.add(place);
        report({ path, span: effect.command }, 'key', {
          data: { who: owner.who },
          ...(owner.isOwn && { atMost: 'warning' as const }),
          ...(!isSure && { confidence: 'possible' }),
        });
      }
      if (effect.by === 'passwd' && effect.options.some((option) => /^(d|delete)$/.test(option)) && !seen.has(place)) {
        seen.add(place);
        report({ path, span: effect.command }, 'open', { data: { who: target }, ...(!isSure && { confidence: 'possible' }) });
      }
      const joined =
        effect.kind === 'user.change'
          ? groupOf(writtenAs(effect, reviewed))
          : effect.kind === 'user.create'
            ? givenGroup(effect.options)
            : undefined;
      if (/^user\.(create|change)$/.test(effect.kind) && effect.options.some((option) => /^(u|uid)=0$/.test(option)) && !seen.has(place)) {
        seen.add(place);
        report({ path, span: effect.command }, 'number', { data: { who: target }, ...(!isSure && { confidence: 'possible' }) });
      }
      if (joined !== undefined && target !== 'root' && !seen.has(place)) {
        seen.add(place);
        report({ path, span: effect.command }, 'group', {
          data: { who: whoJoins(target, joined), group: joined },
          ...(!isSure && { confidence: 'possible' }),
        });
      }
      const capability = effect.by === 'setcap' ? asGoodAsRoot.exec(effect.mode?.value ?? '')?.[0] : undefined;
      if (capability !== undefined && !seen.has(place)) {
        seen.add(place);
        report({ path, span: effect.command }, 'capability', { data: { target, capability }, ...(!isSure && { confidence: 'possible' }) });
      }
      if (
        effect.mode &&
        effect.kind === 'file.mode' &&
        effect.when === 'always' &&
        /^0*[4567][0-7]{3}$|^(?=[goa]*u)[ugoa]+[+=][rwxX]*s|^\+[rwxX]*s/.test(effect.mode.value) &&
        /\/s?bin\/|\/opt\/.*\/[\w-]+$/.test(target) &&
        !seen.has(place)
      ) {
        seen.add(place);
        report({ path, span: effect.command }, 'setuid', { data: { target }, ...(!isSure && { confidence: 'possible' }) });
      }
    }
  },
});

function tell(path: string, from: number, grants: readonly Grant[], report: Report<typeof messages>, confidence?: 'possible'): void {
  for (const { who, what, how, start, end } of grants)
    report({ path, span: { start: from + start, end: from + end } }, how, { data: { who, what }, ...(confidence && { confidence }) });
}

/** Whom a key lets in that is put among the `authorized_keys` (sshd(8)); `isOwn`: it is a key of this host, as members of a cluster have them. */
function loginOf({ kind, target, by, from, content, command }: PlanEffect, text: string): { who: string; isOwn: boolean } | undefined {
  const [, home] = /^(.*?)\/\.ssh\/authorized_keys2?$/.exec(target) ?? [];
  if (home === undefined || kind !== 'security.change' || !/^(?:cat|echo|printf|tee|cp|install|mv|curl|wget|>|>>)$/.test(by))
    return undefined;
  // Remarks and empty lines are no keys.
  if (content && from === undefined && !mayHoldKey.test(text.slice(content.start, content.end))) return undefined;
  const written = `${from ?? ''} ${text.slice(command.start, command.end)} ${content ? text.slice(content.start, content.end) : ''}`;
  const who = home === '/root' ? 'root' : (/^\/home\/([\w.-]+)$/.exec(home)?.[1] ?? 'the account of that folder');
  return { who, isOwn: /\/?\.ssh\/id_|\bid_\w+\.pub|\/etc\/ssh\/|ssh-keygen/.test(written) };
}

/** A key, or whatever a variable or a command has. */
const mayHoldKey = /[$`]|\b(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-|AAAA/;

const isRights = ({ target }: PlanEffect): boolean => /\/etc\/(sudoers|polkit-1\/)|(^|\/)sudoers/.test(target);

/** Capabilities with which a program becomes root, or reads and writes as root does (capabilities(7)). */
const asGoodAsRoot = /cap_(sys_admin|dac_override|dac_read_search|setuid|setgid|setfcap|chown|fowner|sys_module|sys_ptrace|sys_rawio)/;

/** Words of `echo` stand in quotes: what is between is as long as before. */
const unquoted = (text: string): string => text.replace(/["']/g, ' ');

/** `usermod -aG docker dten`, `gpasswd -a dten wheel`, `adduser dten sudo`. */
function groupOf(command: string): string | undefined {
  const said = unquoted(command);
  if (/^\s*net1?(?:\.exe)?\s|-LocalGroupMember\b/i.test(said))
    return /\s\/add\b|\badd-/i.test(said) ? /\bAdministrators\b|\bDomain Admins\b/i.exec(said)?.[0] : undefined;
  // Where an option has the groups, other words are accounts.
  const named = /\s(?:-[a-zA-Z]*G|--groups)[=\s]{0,8}([\w.,-]+)/.exec(said)?.[1]?.split(',') ?? said.split(/\s+/).slice(2);
  return named.find((word) => asGoodAsSudo.test(word));
}

/** Commands of Windows name the group first. */
const whoJoins = (target: string, group: string): string =>
  target.includes('*') ? 'An account that only the host knows' : target === group ? 'An account' : target;

/** `useradd -G docker dten`. */
const givenGroup = (options: readonly string[]): string | undefined =>
  options.flatMap((option) => /^(?:G|groups)=(.*)/.exec(option)?.[1]?.split(',') ?? []).find((word) => asGoodAsSudo.test(word));

const asGoodAsSudo = /^(sudo|wheel|admin|docker|lxd|libvirt|disk|shadow|root)$/;
