import { scriptTexts } from '../../facts/scripts/upgrade-effects';
import { productionUnits } from '../../facts/units/known-units';
import { oldestSystemd } from '../../facts/units/systemd-version';
import { definedBy, isOfHost, unitOfEffect } from '../../facts/units/unit-effects';
import type { PlanEffect } from '../../plan/plan';
import type { SiteFacts } from '../../subject/site';
import { lineAbove } from '../reporting/script-edits';
import { eachRun } from '../reporting/each-run';
import { defineRule } from '../rule';
import { planned } from '../../plan/planned';

export const missingDaemonReload = defineRule({
  id: 'systemd/missing-daemon-reload',
  target: 'package',
  reads: planned,
  severity: 'error',
  confidence: 'likely',
  hazards: ['silent-failure'],
  fixable: true,
  summary: 'A unit file is installed or changed, and the unit is started before systemd reads it',
  rationale: [
    'systemd keeps units in memory. After a unit file has changed, `systemctl restart` goes on with the old definition (it says "Run systemctl daemon-reload", and nobody sees it): the old program, the old user, the old limits.',
    'A new unit is not found at all by a systemd before 246.',
    '',
    'The rule follows each script, functions and called scripts included: a file in `/etc/systemd/system` or `/lib/systemd/system` is written, copied, linked or edited, and the unit is started, restarted or reloaded with no `daemon-reload` between.',
    'It is silent if a command between does it as well: `systemctl enable`, `disable`, `mask` and their kin reload by themselves (unless `--no-reload` is given), and so do package managers. A unit that is only started, and of which nothing says',
    'that production has it, is only possible, and fine if production is known to have systemd 246 or newer, which then looks for new files.',
  ].join('\n'),
  references: [
    'https://www.freedesktop.org/software/systemd/man/latest/systemctl.html#daemon-reload',
    'https://www.freedesktop.org/software/systemd/man/latest/systemctl.html#--no-reload',
  ],
  messages: {
    stale: (d: { unit: string; by: string }) => `${d.by} uses the old ${d.unit}: its file has changed, and no daemon-reload comes before.`,
  },
  check(reviewed, site) {
    const texts = scriptTexts(reviewed);
    const production = productionUnits(site);
    eachRun('systemd/missing-daemon-reload', reviewed, site, ({ isSure: isUpgrade, effects }, report) => {
      const seen = new Set<string>();
      for (const { used, changed, unit, wasThere } of staleUses(effects)) {
        const place = `${used.path}:${used.span.start}:${unit}`;
        const isSure = isUpgrade && (wasThere || production.knows(unit));
        if (seen.has(place) || (!wasThere && findsNewFiles(unit, site))) continue;
        seen.add(place);
        const edit = lineAbove(used, texts.get(used.path) ?? '', 'systemctl daemon-reload');
        report({ path: used.path, span: used.span }, 'stale', {
          data: { unit, by: used.by },
          ...(!isSure && { confidence: 'possible' }),
          fix: edit && { title: 'Reload systemd first', applies: 'always', edits: [edit] },
          related: [{ at: 'package', path: changed.path, span: changed.span, message: 'the file is changed here' }],
        });
      }
    });
  },
});

/** From 246 on systemd looks again for a unit that it does not know. */
const findsNewFiles = (unit: string, site: SiteFacts): boolean => {
  const production = productionUnits(site);
  return production.hosts.length > 0 && !production.knows(unit) && (oldestSystemd(site)?.version ?? 0) >= 246;
};

interface StaleUse {
  readonly unit: string;
  readonly used: PlanEffect;
  readonly changed: PlanEffect;
  /** The script itself says that the unit was there before. */
  readonly wasThere: boolean;
}

function staleUses(effects: readonly PlanEffect[]): readonly StaleUse[] {
  const changed = new Map<string, PlanEffect>();
  const met = new Set<string>();
  const found: StaleUse[] = [];
  for (const effect of effects) {
    if (!isOfHost(effect)) continue;
    const unit = unitOfEffect(effect);
    if (readsUnits(effect)) changed.clear();
    else if (effect.kind === 'unit.install' && effect.when !== 'on-failure') {
      if (unit !== undefined && effect.by !== 'systemctl link') changed.set(unit, effect);
    } else if (unit !== undefined && /^unit\.(start|restart|reload)$/.test(effect.kind) && effect.when !== 'on-failure') {
      const of = definedBy(unit).find((name) => changed.has(name));
      const file = of === undefined ? undefined : changed.get(of);
      if (file && !/^(invoke-rc\.d|deb-systemd-invoke)/.test(effect.by))
        found.push({ unit, used: effect, changed: file, wasThere: effect.kind !== 'unit.start' || met.has(unit) });
    }
    if (unit !== undefined && effect.kind === 'unit.stop') met.add(unit);
    if (unit !== undefined && effect.kind === 'unit.install' && /^sed|>>|patch/.test(effect.by)) met.add(unit);
  }
  return found;
}

/** What makes systemd read its files again, or may do so. */
const readsUnits = ({ kind, by, options, why = '' }: PlanEffect): boolean =>
  /^(unit\.daemon-reload|package\.(install|remove)|host\.reboot)$/.test(kind) ||
  (/^unit\.(enable|disable|mask|unmask|install)$/.test(kind) && by.startsWith('systemctl') && !options.includes('no-reload')) ||
  (/^unit\.(enable|disable)$/.test(kind) && /^(update-rc\.d|chkconfig)/.test(by)) ||
  (kind === 'unknown' && /reload|systemd|unit/i.test(`${why} ${by}`));
