import type { EffectKind } from '../../effects/effect';
import type { Review } from '../../review/review';
import type { SiteFinding } from '../../review/site-finding';
import { upgradePhases, type ShownEffect } from '../../review/shown-plan';
import { countOf, type Confidence, type Finding } from '../../rules/finding';
import { checksOf } from '../checks';
import { waivedBy, waivedFindings } from '../waived';
import { leavesSomething, staysOutside } from '../../plan/lasting';
import { undoneBy } from '../../effects/undo';
import { isKeptForTheWayBack } from '../../facts/side-effects/ways-back';
import { shownPath } from '../../package/nested-path';
import { groupBy } from '../../text/groups';
import { redact } from '../../text/redact';
import { thingOf, verbOf } from '../effect-words';
import { isLasting } from '../plan-lines';
import { phaseWords } from '../plan-words';
import { placeAt, quiet, section, table, text, type Block, type Line, type Section } from './document';
import { titleOf } from '../rule-title';
import { findingTable } from './finding-rows';

/** Rows of one table. */
const mostRows = 100;

/** What migrations would do, and what speaks against them. */
export function migrationsDocument({ plan }: Review, findings: readonly Finding[]): Section | undefined {
  const runs = effectsOf(plan.phases, (kind) => kind.startsWith('database.'));
  const own = findings.filter(({ rule }) => /^(migration|rehearsal)\//.test(rule));
  if (runs.length === 0 && own.length === 0) return undefined;
  return section('migrations', 'Migrations', [
    runs.length > 0 ? undoneTable(runs) : quiet('No script of the package is known to run them.'),
    ...(own.length > 0 ? findingTable(own) : [quiet('Nothing was found that speaks against them.')]),
  ]);
}

/** What became of each group of rules. */
export const checksDocument = (review: Review, least: Confidence): Section | undefined =>
  section('checks', 'What was checked', [
    table(
      ['Group', 'Outcome', 'Findings'],
      checksOf(review, least).map(({ group, state, findings }): Line[] => [
        [group],
        [{ passed: '✓ nothing found', failed: '✗ findings', skipped: '– nothing to compare with, or switched off' }[state]],
        [String(countOf(findings))],
      ]),
    ),
  ]);

/** Scripts, units, schedules and endpoints: each finding in a line, whatever its severity. */
export function operationsDocument(findings: readonly Finding[]): Section | undefined {
  const own = findings.filter(({ rule }) => /^(script|shell|systemd|schedule|endpoint|container)\//.test(rule));
  return own.length === 0 ? undefined : section('operations', 'Scripts, units, schedules and endpoints', findingTable(own));
}

export interface PhaseEffect {
  readonly phase: Review['plan']['phases'][number];
  readonly effect: ShownEffect;
}

export const effectsOf = (
  phases: Review['plan']['phases'],
  wanted: (kind: EffectKind, effect: ShownEffect) => boolean,
): readonly PhaseEffect[] =>
  phases.flatMap((phase) => phase.effects.filter((effect) => wanted(effect.kind, effect)).map((effect) => ({ phase, effect })));

/** With what takes each back. */
const undoneTable = (found: readonly PhaseEffect[]): Block =>
  table(
    ['Phase', 'What', 'Where', 'Taken back by'],
    found.slice(0, mostRows).map((each): Line[] => [...effectRow(each), [undoWords(each)]]),
  );

const undoWords = ({ phase, effect: { undo } }: PhaseEffect): Line[number] =>
  undo ? placeAt(undo) : undo === null && phase.name !== 'rollback' ? 'nothing in the package' : '–';

const effectRow = ({ phase, effect }: PhaseEffect): Line[] => [
  [phaseWords[phase.name]],
  [
    `${verbOf(effect.kind)} `,
    { code: thingOf(effect) },
    ...(effect.from === undefined ? [] : [' from ', { code: shownPath(effect.from) }]),
  ],
  [placeAt(effect)],
];

/** What stays when a snapshot is restored, and what no rollback takes back, the data and the configuration apart. */
export function rollbackDocument({ plan }: Review, findings: readonly Finding[]): Section | undefined {
  const own = findings.filter(({ rule }) => /^(rollback|side-effect)\//.test(rule));
  const upgrade = upgradePhases(plan);
  const stays = effectsOf(upgrade, (_kind, effect) => staysOutside(effect) && undoneBy(effect.kind) !== undefined);
  const lasting = effectsOf(upgrade, (_kind, effect) => !staysOutside(effect)).filter(({ phase, effect }) => isLasting(effect, phase));
  const all = eachOnce(lasting.filter(({ effect }) => !isKeptForTheWayBack(effect)));
  const kept = eachOnce(lasting.filter(({ effect }) => isKeptForTheWayBack(effect))).length;
  // The steps that the finding on the way back counts, where there is one.
  const left = all.filter(({ effect }) => effect.isLeft);
  const open = left.length > 0 ? left : all;
  const isData = (kind: EffectKind): boolean => kind.startsWith('database.');
  const touched = new Set(
    effectsOf(upgrade, (_kind, effect) => leavesSomething(effect) && !staysOutside(effect)).map(({ effect }) => isData(effect.kind)),
  );
  const hasWay = plan.phases.some(({ name, effects }) => name === 'rollback' && effects.length > 0);
  return section('rollback', 'Side effects and rollback', [
    text(
      hasWay
        ? 'The package has scripts that lead back.'
        : 'No script of the package leads back: the way back is a restored snapshot or backup.',
    ),
    stays.length > 0 ? text({ strong: 'A restored snapshot keeps:' }) : undefined,
    stays.length > 0 ? undoneTable(stays) : undefined,
    ...([true, false] as const).flatMap((data): Block[] => {
      const part = open.filter(({ effect: { kind } }) => isData(kind) === data);
      const what = data ? 'Data' : 'Configuration and files';
      // A way back that runs statements proves nothing of what they bring back.
      const lost = data ? findings.filter(isLoss) : [];
      return [
        text(
          { strong: `${what}: ` },
          part.length > 0
            ? `${part.length} step${part.length === 1 ? '' : 's'} that nothing in the package takes back.`
            : lost.length === 0
              ? touched.has(data)
                ? `every ${stays.length > 0 ? 'other ' : ''}known step has what takes it back.`
                : `no ${stays.length > 0 ? 'other ' : ''}step is known that changes any.`
              : 'every known step has one that leads back, but not for all that its statements do:',
        ),
        ...(lost.length > 0 ? findingTable(lost) : []),
        ...(part.length > 0 ? [table(['Phase', 'What', 'Where'], part.slice(0, mostRows).map(effectRow))] : []),
        ...(part.length > mostRows ? [quiet(`And ${part.length - mostRows} more.`)] : []),
      ];
    }),
    all.length > open.length
      ? quiet(
          `${all.length - open.length} more ${all.length - open.length === 1 ? 'is' : 'are'} in scripts that the way back does not lie beside, or only after a failure; the plan lists them.`,
        )
      : undefined,
    kept > 0 ? quiet(`${kept} cop${kept === 1 ? 'y is' : 'ies are'} kept for the way back and not counted here.`) : undefined,
    ...(own.length > 0 ? findingTable(own) : []),
  ]);
}

/** Statements whose data or form is gone. */
const isLoss = ({ rule, hazards }: Finding): boolean =>
  rule.startsWith('migration/') && hazards.some((hazard) => hazard === 'irreversible' || hazard === 'data-loss');

/** The same done to the same thing is one step, wherever it is said again. */
const eachOnce = (found: readonly PhaseEffect[]): PhaseEffect[] =>
  [...groupBy(found, ({ effect: { kind, target, by, host } }) => [kind, target || by, host ?? ''].join('\n')).values()].map(
    ([first]) => first,
  );

/** Who has accepted what until when, and waivers that do not hold. */
export function waiversDocument(findings: readonly Finding[], notes: readonly SiteFinding[]): Section | undefined {
  const waived = waivedFindings(findings);
  return section('waivers', 'Waivers', [
    waived.length === 0
      ? quiet('Nobody has accepted anything.')
      : table(
          ['Severity', 'What', 'Where', 'Reason', 'By whom, until when'],
          waived.map((finding): Line[] => [
            [{ severity: finding.severity }],
            [titleOf(finding.rule)],
            [placeAt(finding)],
            [finding.waived.reason],
            [waivedBy(finding.waived)],
          ]),
        ),
    notes.length > 0
      ? table(
          ['Waiver to look at', 'What', 'Why'],
          notes.map(({ rule, message, origin }): Line[] => [
            [{ code: `${origin.path}:${origin.line + 1}` }],
            [{ code: rule }],
            [redact(message)],
          ]),
        )
      : undefined,
  ]);
}

/** Problems of the site's files that are named. */
const mostProblems = 50;

export const gapsDocument = ({ notChecked, siteProblems }: Review): Section | undefined =>
  section('not-checked', 'Not checked', [
    notChecked.length === 0
      ? quiet('Nothing is known that was not looked at.')
      : table(
          ['What', 'Why', 'Decides the verdict'],
          notChecked.map(({ what, why, decisive }): Line[] => [[what], [why], [decisive ? 'yes' : 'no']]),
        ),
    siteProblems.length > 0 ? text('Not all that describes the site could be used; what is missing counts as unknown:') : undefined,
    siteProblems.length > 0
      ? table(
          ['File of the site', 'What could not be used'],
          siteProblems
            .slice(0, mostProblems)
            .map(({ path, line, message }): Line[] => [[{ code: `${path}:${line + 1}` }], [redact(message)]]),
        )
      : undefined,
    siteProblems.length > mostProblems ? quiet(`And ${siteProblems.length - mostProblems} more.`) : undefined,
  ]);
