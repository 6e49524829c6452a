import { scriptTexts } from '../../facts/scripts/upgrade-effects';
import { startedPrograms } from '../../facts/units/started-programs';
import { isOfHost, unitOfEffect } from '../../facts/units/unit-effects';
import { stemOf } from '../../facts/units/unit-name';
import type { PlanEffect } from '../../plan/plan';
import { eachRun } from '../reporting/each-run';
import { defineRule } from '../rule';
import { planned } from '../../plan/planned';
import { baseName } from '../../text/path';

export const cutsOwnConnection = defineRule({
  id: 'script/cuts-own-connection',
  target: 'package',
  reads: planned,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['half-done', 'outage'],
  fixable: false,
  summary: 'A script restarts the network, closes the firewall or stops sshd on the way that it came in',
  rationale: [
    'Most upgrades are started over ssh. When the network goes down the terminal hangs, the script gets a SIGHUP and ends there, in the middle; if the network comes up otherwise than before, nobody reaches the host any more without a console.',
    '',
    'Reported are restarts and stops of the network (NetworkManager, networking, systemd-networkd), interfaces that are taken down, `netplan apply`, firewalls that are switched on or flushed with a policy that drops, and sshd that is stopped.',
    'A restart of sshd leaves sessions alone, and is reported as possible: after a change of its configuration the next login may fail, which `sshd -t` tells before. It is silent for `reload`, in containers, on other hosts, and in what units of the package start.',
  ].join('\n'),
  references: ['https://man7.org/linux/man-pages/man7/signal.7.html', 'https://man.openbsd.org/sshd#t'],
  messages: {
    network: (d: { by: string }) =>
      `${d.by} takes the network down for a moment: whoever runs this over ssh loses the session, and the script may end here.`,
    firewall: (d: { by: string }) => `${d.by} may shut out the session that this script runs in, and the next one as well.`,
    ssh: (d: { by: string }) => `${d.by} is done on the way that people come in: a fault in the configuration of sshd shuts them out.`,
  },
  check(reviewed, site) {
    const texts = scriptTexts(reviewed);
    const ofUnits = startedPrograms(reviewed);
    eachRun('script/cuts-own-connection', reviewed, site, ({ name: phase, effects, isSure }, report) => {
      if (phase === 'scheduled') return;
      const seen = new Set<string>();
      for (const effect of effects) {
        const { path, command, by } = effect;
        if (ofUnits.has(baseName(path))) continue;
        const found = isOfHost(effect) ? cutOf(effect, texts) : undefined;
        const place = `${path}:${command.start}`;
        if (!found || seen.has(place)) continue;
        seen.add(place);
        report({ path, span: command }, found.what, { data: { by }, ...((found.isUnsure || !isSure) && { confidence: 'possible' }) });
      }
    });
  },
});

const networks =
  /^(openvpn|openvpn-client|openvpn-server|wg-quick|strongswan|NetworkManager|network-manager|networking|network|systemd-networkd|wicked|connman|netctl|dhcpcd)$/;
const firewalls = /^(firewalld|nftables|iptables|ip6tables|netfilter-persistent|shorewall)$/;

interface Cut {
  readonly what: 'network' | 'firewall' | 'ssh';
  readonly isUnsure?: true;
}

/** Of a command, so much is looked at. */
const maxCommand = 300;

function cutOf(effect: PlanEffect, texts: ReadonlyMap<string, string>): Cut | undefined {
  const { kind, path, command } = effect;
  const text = texts.get(path) ?? '';
  const said = text.slice(command.start, Math.min(command.end, command.start + maxCommand));
  const unit = stemOf(unitOfEffect(effect) ?? '').replace(/@.*/, '');
  if (/^unit\.(restart|stop)$/.test(kind)) {
    if (networks.test(unit)) return { what: 'network' };
    if (firewalls.test(unit)) return { what: 'firewall', isUnsure: true };
    if (/^sshd?$/.test(unit)) return kind === 'unit.stop' ? { what: 'ssh' } : { what: 'ssh', isUnsure: true };
  }
  // `systemctl isolate rescue` ends whatever is not needed for a console.
  if (kind === 'unit.start' && /^(rescue|emergency)$/.test(unit)) return { what: 'network' };
  if (kind === 'process.kill' && /\bsshd\b/.test(said)) return { what: 'ssh' };
  if (kind === 'host.setting' && interfaces.test(said) && !virtual.test(said)) return { what: 'network' };
  if (kind === 'firewall.change' && closing.test(said) && !/\b(ssh|openssh|22)\b/i.test(text)) return { what: 'firewall' };
  return undefined;
}

/** Commands that take interfaces down. */
const interfaces =
  /^(ifdown\s|netplan\s+apply\b|ip\s+(-\S+\s+)*link\s+set\s.*\bdown\b|ifconfig\s+\S+\s+down\b|nmcli\s+(-\S+\s+)*(c|con|connection|d|dev|device|n|networking)\s+(down|disconnect|off)\b|ip\s+(-\S+\s+)*(route|addr|address|a|r)\s+flush\b|wg-quick\s+down\b|dhclient\s+(-\S+\s+)*-r\b|wicked\s+ifdown\b)/;

/** Interfaces that nobody comes in by: bridges of containers, tunnels, the host itself. */
const virtual =
  /\s["']?(lo|(docker|virbr|veth|cni|flannel|cali|dummy|tun|tap|vnet|lxcbr|lxdbr|podman|kube-ipvs)[\w.-]*|br-[0-9a-f]{6,})["']?(\s|$)/;

/** Commands after which only what is allowed comes in. */
const closing = /^(ufw\s+(--force\s+)?enable\b|ip6?tables\s.*-P\s+INPUT\s+(DROP|REJECT)\b)/;
