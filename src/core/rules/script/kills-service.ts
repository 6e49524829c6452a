import { upgradeRuns, textOfPlace, writtenAs } from '../../facts/scripts/upgrade-effects';
import { hostsIn } from '../../inventory/inventory';
import type { PlanEffect } from '../../plan/plan';
import { fileFact } from '../../subject/fact';
import { baseName } from '../../text/path';
import type { Fix } from '../finding';
import { defineRule } from '../rule';
import { planned } from '../../plan/planned';

export const killsService = defineRule({
  id: 'script/kills-service',
  target: 'package',
  reads: planned,
  severity: 'error',
  confidence: 'likely',
  hazards: ['data-loss', 'outage'],
  fixable: true,
  summary: 'A script kills what a unit of production runs, past systemd',
  rationale: `systemd sees a service that has died, not one that was stopped: with \`Restart=\` it is back within a second, in the middle of the copying; units
that need it are not stopped with it, and \`ExecStop=\` is never run. With \`kill -9\` the program cannot write what it holds in memory, nor give its locks
back. \`killall\` and \`pkill\` also hit what has the same name and belongs to somebody else, in containers of the host as well.

The rule reports \`kill\`, \`killall\`, \`pkill\`, \`systemctl kill -s KILL\` and \`kill $(pidof …)\` on the name of a unit that production has, or on the program of a unit in the
package. It is silent about signals that only ask (HUP, USR1), about what was stopped by \`systemctl stop\` before, about other names, and on hosts
that have no such unit.`,
  references: [
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.kill.html',
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html#Restart=',
  ],
  messages: {
    kills: (d: { by: string; name: string; unit: string; where: string }) =>
      `${d.by} kills ${d.name}, which ${d.unit} runs in ${d.where}: systemd takes that for a crash and may start it again at once.`,
  },
  check(reviewed, { report, inventory, environment }) {
    const programs = new Map(
      reviewed.subjects.unit.flatMap((unit) => programsOf(unit).map((name) => [name, baseName(unit.path)] as const)),
    );
    const units = new Set(
      hostsIn(inventory, environment).flatMap(({ units: all = [] }) =>
        all.filter(({ state }) => state !== 'masked' && state !== 'disabled').map(({ name }) => name),
      ),
    );
    const told = new Set<string>();
    for (const { effects, isSure, name: phase } of upgradeRuns(reviewed)) {
      if (!isSure || phase === 'scheduled') continue;
      for (const [at, effect] of effects.entries()) {
        const { kind, target, path, command, by, container, host } = effect;
        if (kind !== 'process.kill' || container !== undefined || isAsked(effect) || told.has(`${path} ${command.start}`)) continue;
        // `pkill -f '/usr/sbin/nginx -g'`, `pkill -f 'nginx: master'`.
        const name = baseName(target.trim().split(/[\s:]/)[0] ?? '').replace(/^\[(.)\]|\.service$/g, '$1');
        const unit = units.has(`${name}.service`) ? `${name}.service` : programs.get(name);
        if (name === '' || unit === undefined || wasStopped(unit, effects.slice(0, at))) continue;
        const isInProduction = units.has(unit);
        told.add(`${path} ${command.start}`);
        report({ path, span: command }, 'kills', {
          data: { by, name, unit, where: isInProduction ? environment : (host ?? 'this package') },
          // systemd was asked first, and is not there to start it again.
          confidence: effect.asked.some((place) => asksSystemd.test(textOfPlace(place, reviewed)))
            ? 'possible'
            : isInProduction
              ? 'certain'
              : 'likely',
          fix: stopped(effect, unit, writtenAs(effect, reviewed)),
        });
      }
    }
  },
});

/** `systemctl kill -s HUP nginx`: only KILL leaves the program no time. */
const isAsked = ({ by, options }: PlanEffect): boolean =>
  by.startsWith('systemctl') && !options.some((option) => /^(?:s|signal)=(?:SIG)?(?:KILL|9)$/i.test(option));

const asksSystemd = /\bsystemctl\b/;

const wasStopped = (unit: string, before: readonly PlanEffect[]): boolean =>
  before.some(({ kind, target }) => /^unit\.(stop|mask)$/.test(kind) && (target === unit || `${target}.service` === unit));

/** What services run: the file names of their programs. */
const programsOf = fileFact('unit', ({ syntax: { sections } }): readonly string[] =>
  sections.flatMap(({ name, directives }) =>
    name !== 'Service'
      ? []
      : directives.flatMap(({ key, words }) => {
          const program = key === 'ExecStart' ? baseName(words[0]?.value.replace(/^[-@:+!|]+/, '') ?? '') : '';
          return program === '' ||
            /^(ba|da)?sh$|^(python[\d.]*|perl|ruby|node|java|php\d*|env|nice|docker|podman|bundle|npm)$/.test(program)
            ? []
            : [program];
        }),
  ),
);

/** Only where the whole command is nothing else. */
function stopped({ path, command }: PlanEffect, unit: string, written: string): Fix | undefined {
  if (!/^(kill|pkill|killall)\s[^\n;|&<>]*$/.test(written)) return undefined;
  return {
    title: `Stop ${unit} with systemctl`,
    edits: [{ path, span: command, text: `systemctl stop ${unit}` }],
    applies: 'after-review',
  };
}
