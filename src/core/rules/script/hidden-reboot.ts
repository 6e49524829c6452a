import { effectsOnTheWay, programEffects, scriptTexts, writtenAs } from '../../facts/scripts/upgrade-effects';
import type { PlanEffect } from '../../plan/plan';
import type { PackageView } from '../../subject/subject';
import { defineRule } from '../rule';
import { planned } from '../../plan/planned';

export const hiddenReboot = defineRule({
  id: 'script/hidden-reboot',
  target: 'package',
  reads: [...planned, 'manifest'],
  severity: 'error',
  confidence: 'likely',
  hazards: ['outage', 'unplanned-work'],
  fixable: false,
  summary: 'A script of the upgrade reboots or halts the host, and the manifest does not announce it',
  rationale: `Whoever plans the window reads the manifest. A host that goes down without notice takes the sessions on it along, ends the terminal of the
person who runs the upgrade, and leaves what came after the reboot undone. Where the steps run on all hosts at the same time, all of them are gone at
the same time.

The rule reports \`reboot\`, \`shutdown\`, \`poweroff\`, \`halt\`, \`init 6\`, \`kexec -e\`, \`systemctl reboot\` and their like, through wrappers, \`ssh\`
and functions as well, and writing to \`/proc/sysrq-trigger\`. What literals of Python, Perl, PowerShell and batch files say (\`Restart-Computer\`) is likely at most.

It is silent if the manifest says that hosts must reboot, about containers, about jobs that run by the clock, about scripts whose names say it, and about those that nobody runs for
the upgrade. Where a person is asked first, or an option decides, it says so as possible only.`,
  references: [
    'https://www.freedesktop.org/software/systemd/man/latest/systemctl.html',
    'https://www.debian.org/doc/debian-policy/ch-opersys.html#signaling-that-a-reboot-is-required',
  ],
  messages: {
    always: (d: { by: string; where: string; manifest: string }) => `${d.by} takes ${d.where} down, and ${d.manifest}.`,
    conditional: (d: { by: string; where: string; manifest: string }) =>
      `${d.by} takes ${d.where} down where the script finds reason to, and ${d.manifest}.`,
  },
  check(reviewed, { report }) {
    const reboot = reviewed.manifest?.syntax.reboot?.value;
    if (reboot === true || (typeof reboot === 'string' && /^(required|yes|true|always)$/i.test(reboot.trim()))) return;
    const manifest = reviewed.manifest
      ? reboot === undefined
        ? 'the manifest does not announce it'
        : `the manifest says only "reboot": ${JSON.stringify(reboot).slice(0, 40)}`
      : 'nothing in the package announces it';
    const effects = effectsOnTheWay(reviewed);
    const prompts = effects.filter(({ kind }) => kind === 'prompt');
    for (const effect of effects) {
      if (effect.kind !== 'host.reboot' || effect.container !== undefined || saysSo.test(effect.path)) continue;
      const { path, command, when, host } = effect;
      const isRaw = effect.by.startsWith('>');
      const written = isRaw ? writtenAs(effect, reviewed) : '';
      // Other letters write disks out, mount them read-only, or print.
      if (isRaw && harmless.test(written)) continue;
      const by = isRaw ? `${written.replace(/\s+/g, ' ').slice(0, 60)} > ${effect.target}` : effect.by;
      const data = { by, where: host === undefined ? 'the host' : `the host ${host}`, manifest };
      const isChosen = prompts.some((at) => isJustBefore(at, effect)) || (when !== 'always' && isAsked(effect, reviewed));
      report({ path, span: command }, when === 'always' ? 'always' : 'conditional', {
        data,
        confidence: isChosen ? 'possible' : when === 'always' ? 'certain' : 'likely',
      });
    }
    const told = new Set<string>();
    for (const { kind, by, path, command, when, host, container } of programEffects(reviewed)) {
      const place = `${path}:${command.start}`;
      if (kind !== 'host.reboot' || container !== undefined || saysSo.test(path) || told.has(place)) continue;
      told.add(place);
      const data = { by, where: host === undefined ? 'the host' : `the host ${host}`, manifest };
      report({ path, span: command }, when === 'always' ? 'always' : 'conditional', {
        data,
        confidence: when === 'always' ? 'likely' : 'possible',
      });
    }
  },
});

/** What the kernel does with a letter that is no `b`, `c` or `o` (sysrq.rst). */
const harmless = /\becho\s+["']?[ad-np-z\d]["']?(?=\s|>|$)/;

/** `rc.reboot`, `halt.sh`: who starts it knows. */
const saysSo =
  /(?:^|[/._-])(?:reboot|restart[-_]?host|halt|shutdown|power-?off)(?:\.\w+)?$|(?:^|\/)roles\/(?:[\w-]+[-_.])?(?:reboot|halt|shutdown|power-?off)\/(?:tasks|handlers)\//i;

/** Somebody reads that the host will go down, and presses a key. */
const isJustBefore = (prompt: PlanEffect, { path, command }: PlanEffect): boolean =>
  prompt.path === path && prompt.command.end <= command.start && command.start - prompt.command.end < 200;

/** Somebody was asked, or gave an option. */
const choice =
  /\b(answer|reply|confirm\w*|choice|input|prompt\w*|response|yn|y\/n|ask\w*|reboot\w*|restart\w*|auto\w*|option|\d)\b|\bread\b|whiptail|dialog|\$\{?[1-9@*]/i;

const isAsked = ({ asked }: PlanEffect, reviewed: PackageView<'shell'>): boolean =>
  asked.some(({ path, span }) => choice.test(scriptTexts(reviewed).get(path)?.slice(span.start, span.end) ?? ''));
