import { productionUnits } from '../../facts/units/known-units';
import { isAbout, type UnitMention } from '../../facts/units/mentions';
import { allUnitMentions } from '../../facts/units/planned-mentions';
import { fullName } from '../../facts/units/unit-name';
import { groupBy } from '../../text/groups';
import { isTestMaterial } from '../../package/test-material';
import { unitOfEffect } from '../../facts/units/unit-effects';
import { upgradeEffects } from '../../facts/scripts/upgrade-effects';
import { fact } from '../../subject/fact';
import { defineRule } from '../rule';
import { planned } from '../../plan/planned';

export const maskedUnit = defineRule({
  id: 'systemd/masked-unit',
  target: 'package',
  reads: planned,
  severity: 'error',
  confidence: 'likely',
  hazards: ['half-done'],
  fixable: false,
  summary: 'The package starts or enables a unit that production has masked',
  rationale: [
    'Somebody has linked the unit to `/dev/null`, so that nothing starts it: mostly on purpose, as another program took its place. `systemctl start`, `restart` and `enable` fail with "Unit is masked", in the middle of the upgrade;',
    'a unit that requires it does not start.',
    '',
    "The inventory decides, by the state `masked` of its units. The rule is silent where a script of the package unmasks the unit, goes on after the failure, or asked for the unit before, and for `try-restart` and Debian's helpers,",
    'which leave masked units alone.',
  ].join('\n'),
  references: ['https://www.freedesktop.org/software/systemd/man/latest/systemctl.html#mask%20UNIT%E2%80%A6'],
  messages: {
    command: (d: { unit: string; by: string; host: string }) => `${d.by} fails: ${d.unit} is masked on ${d.host}.`,
    dependency: (d: { unit: string; by: string; host: string }) =>
      `${d.by} names ${d.unit}, which is masked on ${d.host}: this unit cannot start there.`,
  },
  check(reviewed, site) {
    const { hosts } = productionUnits(site);
    const masked = groupBy(
      hosts.flatMap((host) =>
        (host.units ?? []).flatMap(({ name, state = '', origin }) =>
          /^masked/.test(state) ? [{ unit: fullName(name), host, origin }] : [],
        ),
      ),
      ({ unit }) => unit,
    );
    if (masked.size === 0) return;
    const seen = new Set<string>();
    for (const mention of allUnitMentions(reviewed)) {
      const { path, used, name, by, script } = mention;
      const found = masked.get(name)?.findLast(({ host }) => isAbout(mention, host));
      const place = `${path}:${used.start}:${name}`;
      if (!found || !isRefused(mention) || seen.has(place) || isTestMaterial(path) || unmasked(reviewed).has(name)) continue;
      seen.add(place);
      site.report({ path, span: used }, script ? 'command' : 'dependency', {
        data: { unit: name, by, host: found.host.name },
        related: found.origin ? [{ at: 'site', origin: found.origin, message: `${name} is masked on ${found.host.name}` }] : [],
      });
    }
  },
});

/** What needs the unit; `OnFailure=` and its kin do not keep a unit from starting. */
const isRefused = ({ wish, by, script }: UnitMention): boolean =>
  script
    ? wish === 'use' && !script.isGuarded && !/^deb-|invoke-rc\.d|update-rc\.d| (try-|cond|preset|edit|set-)/.test(by)
    : /^(Requires|Requisite|BindsTo)=/.test(by);

/** Units that scripts unmask. */
const unmasked = fact(
  planned,
  (reviewed): ReadonlySet<string> =>
    new Set(upgradeEffects(reviewed).flatMap(({ effect }) => (effect.kind === 'unit.unmask' ? (unitOfEffect(effect) ?? []) : []))),
);
