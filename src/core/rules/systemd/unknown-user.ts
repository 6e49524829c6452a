import { planned } from '../../plan/planned';
import known from '../../catalog/known/system-accounts.json';
import { makesAccount } from '../../facts/units/accounts';
import { comingUnits } from '../../facts/units/coming-units';
import { productionUnits } from '../../facts/units/known-units';
import { isYes, settingOf } from '../../facts/units/settings';
import { isLiteral, isUnit, unitOf } from '../../facts/units/unit-files';
import { hostsIn } from '../../inventory/inventory';
import { fileFact } from '../../subject/fact';
import type { Span } from '../../text/span';
import { defineRule } from '../rule';

export const unknownUser = defineRule({
  id: 'systemd/unknown-user',
  target: 'package',
  reads: [...planned, 'manifest', 'packaging'],
  severity: 'error',
  confidence: 'likely',
  hazards: ['half-done'],
  fixable: false,
  summary: 'A unit runs as a user that nobody makes',
  rationale: [
    'The service does not start: systemd ends it with status 217/USER (216/GROUP for a group) before its program runs.',
    '',
    'The rule speaks of units that are new: the inventory lists the units of production, and this one is not among them. It is silent where a script of the package makes the user or names it to `getent`, `id` or `chown`, where files for',
    "systemd-sysusers are there or a script runs installers that may bring it, for users that distributions have from the start, for numbers, for `DynamicUser=`, and where a package of production or a declared dependency has the user's name.",
    'Inventories do not list users, so it is never certain.',
  ].join('\n'),
  references: ['https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#User='],
  messages: {
    unknown: (d: { key: string; name: string; unit: string }) =>
      `${d.unit} is new and runs with ${d.key}=${d.name}, which no script of the package makes: it does not start.`,
  },
  check(reviewed, site) {
    const production = productionUnits(site);
    if (production.hosts.length === 0) return;
    const installed = new Set(hostsIn(site.inventory, site.environment).flatMap(({ packages = [] }) => packages.map(({ name }) => name)));
    const comes = comingUnits(reviewed);
    for (const subject of reviewed.subjects.unit) {
      const accounts = accountsOf(subject);
      if (accounts.length === 0 || production.knows(unitOf(subject))) continue;
      const user = accounts.find(({ key }) => key === 'User')?.name;
      for (const { key, name, span } of accounts) {
        // Who makes the user makes the group of its name.
        if (key === 'Group' && name === user) continue;
        if ((key === 'User' ? known.users : known.groups).includes(name) || makesAccount(reviewed)(name)) continue;
        // `postgres` of postgresql-15, `_chrony` of chrony.
        const stem = name.replace(/^_/, '');
        if ([...installed].some((one) => one.startsWith(stem)) || comes(`${stem}.service`)) continue;
        site.report({ path: subject.path, span }, 'unknown', {
          data: { key, name, unit: unitOf(subject) },
          ...(beside.test(subject.path) && { confidence: 'possible' }),
        });
      }
    }
  },
});

/** What an upgrade does not install by itself. */
const beside = /(^|\/)(contrib|optional|extras?)\//i;

interface Account {
  readonly key: 'User' | 'Group';
  readonly name: string;
  readonly span: Span;
}

const accountsOf = fileFact('unit', (subject): readonly Account[] => {
  const { syntax } = subject;
  if (!isUnit(subject) || isYes(settingOf(syntax, 'Service', 'DynamicUser')?.value)) return [];
  return (['User', 'Group'] as const).flatMap((key): Account[] => {
    const found = settingOf(syntax, 'Service', key);
    if (!found || !isLiteral(found, syntax) || !/^[A-Za-z_][\w.-]*\$?$/.test(found.value)) return [];
    return [{ key, name: found.value, span: found.valueSpan }];
  });
});
