import sandbox from '../../catalog/known/systemd-sandbox.json';
import { isNo, isYes, sectionOf, settingOf } from '../../facts/units/settings';
import { isDropIn, isLiteral, isUnit, unitOf } from '../../facts/units/unit-files';
import { isTestMaterial } from '../../package/test-material';
import type { UnitDirective } from '../../parse/systemd';
import type { Subject } from '../../subject/subject';
import { groupBy } from '../../text/groups';
import { own } from '../../text/own';
import type { FileEdit, Fix } from '../finding';
import { endOfSection, lineBelow } from '../reporting/unit-edits';
import { defineRule } from '../rule';

export const weakerSandbox = defineRule({
  id: 'systemd/weaker-sandbox',
  target: 'package',
  reads: ['baseline', 'unit'],
  severity: 'warning',
  confidence: 'certain',
  hazards: ['weakens-security'],
  fixable: true,
  summary: 'A unit has lost hardening that it had in the package that came before, or a drop-in switches it off',
  rationale: [
    'What keeps a service from the rest of the host (`ProtectSystem=`, `NoNewPrivileges=`, `SystemCallFilter=`, its `User=`) is easily lost when a unit is written anew or a directive was in the way of a new function. Nothing fails, and an',
    'attacker who takes the service over has more than before.',
    '',
    'With the package that came before (`--baseline`, *Compare with Previous Package*) the rule compares units of one name: directives that went, switches that are off now, levels that are lower.',
    'What `DynamicUser=` gives by itself is not missed. The fix restores the old values.',
    '',
    'Without it the rule speaks of drop-ins that switch such a directive off in so many words (`NoNewPrivileges=no`, `User=root`), as what a drop-in says counts more than the unit.',
  ].join('\n'),
  references: ['https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#Sandboxing'],
  messages: {
    weaker: (d: { unit: string; lost: string; older: string }) => `${d.unit} is less confined than in ${d.older}: ${d.lost}.`,
    switchedOff: (d: { unit: string; off: string }) =>
      `This drop-in takes confinement from ${d.unit}: ${d.off}. A service that is taken over then has more of the host.`,
  },
  check(reviewed, { report, baseline }) {
    for (const subject of reviewed.subjects.unit) {
      const off = isUnit(subject) && isDropIn(subject) && !isTestMaterial(subject.path) ? switchedOff(subject) : [];
      const [first] = off;
      const isNew = first && !baseline?.package.subjects.unit.some((older) => isSameDropIn(older, subject, off));
      if (isNew) {
        const shown = off.map(({ key, value }) => `${key}=${value}`).join(', ');
        report({ path: subject.path, span: first.valueSpan }, 'switchedOff', {
          data: { unit: unitOf(subject), off: shown },
          confidence: 'likely',
        });
      }
    }
    if (!baseline) return;
    const before = groupBy(baseline.package.subjects.unit.filter(isMain), unitOf);
    for (const [unit, [subject, ...others]] of groupBy(reviewed.subjects.unit.filter(isMain), unitOf)) {
      const [older, ...more] = before.get(unit) ?? [];
      // Of several units of one name nobody knows which comes after which.
      if (!older || others.length > 0 || more.length > 0) continue;
      const lost = lostIn(older, subject);
      const [first] = lost;
      const section = sectionOf(subject.syntax, 'Service');
      if (!first || !section) continue;
      const now = lost.find(({ place }) => place)?.place;
      report({ path: subject.path, span: now ?? section.span }, 'weaker', {
        data: { unit, lost: lost.map(({ words }) => words).join(', '), older: baseline.package.name },
        fix: restore(subject, lost, endOfSection(section)),
      });
    }
  },
});

/** What a drop-in says in so many words is to override the unit: `NoNewPrivileges=no`. */
const switchedOff = ({ syntax }: Subject<'unit'>): readonly UnitDirective[] =>
  [...sandbox.switches, ...Object.keys(sandbox.levels), 'User'].flatMap((key) => {
    const now = settingOf(syntax, 'Service', key);
    const isOff = now && isLiteral(now, syntax) && (key === 'User' ? now.value === 'root' : isNo(now.value) || isLowest(key, now.value));
    return isOff ? [now] : [];
  });

/** `ProcSubset=all`. */
const isLowest = (key: string, value: string): boolean => own<readonly string[]>(sandbox.levels, key)?.[0] === value;

/** The package before switched the same off. */
const isSameDropIn = (older: Subject<'unit'>, newer: Subject<'unit'>, off: readonly UnitDirective[]): boolean =>
  isDropIn(older) &&
  unitOf(older) === unitOf(newer) &&
  off.every(({ key, value }) => settingOf(older.syntax, 'Service', key)?.value === value);

const isMain = (subject: Subject<'unit'>): boolean => isUnit(subject) && !isDropIn(subject);

interface Lost {
  readonly words: string;
  /** The line as it was. */
  readonly line: string;
  readonly value: string;
  /** The value that is there now. */
  readonly place: { readonly start: number; readonly end: number } | undefined;
}

function lostIn(older: Subject<'unit'>, newer: Subject<'unit'>): readonly Lost[] {
  const dynamic = isYes(settingOf(newer.syntax, 'Service', 'DynamicUser')?.value);
  const names = [...sandbox.switches, ...Object.keys(sandbox.levels), ...sandbox.lists];
  return names.flatMap((key): Lost[] => {
    const was = settingOf(older.syntax, 'Service', key);
    const is = settingOf(newer.syntax, 'Service', key);
    if (!was || (dynamic && sandbox.givenByDynamicUser.includes(key))) return [];
    if (!isLiteral(was, older.syntax) || (is && !isLiteral(is, newer.syntax))) return [];
    if (!isWeaker(key, was.value, is?.value)) return [];
    const words = is ? `${key}= goes from ${was.value} to ${is.value}` : `${key}=${was.value} is gone`;
    return [{ words, line: `${key}=${was.value}`, value: was.value, place: is?.valueSpan }];
  });
}

function isWeaker(key: string, was: string, is: string | undefined): boolean {
  const levels: readonly string[] | undefined = own<readonly string[]>(sandbox.levels, key);
  if (levels) return levelOf(levels, is) < levelOf(levels, was);
  if (sandbox.switches.includes(key)) return !isNo(was) && (is === undefined || isNo(is));
  // `User=root` is no more than nothing.
  return key === 'User' ? was !== 'root' && (is === undefined || is === 'root') : is === undefined;
}

function levelOf(levels: readonly string[], value: string | undefined): number {
  if (value === undefined || isNo(value)) return 0;
  return isYes(value) ? levels.indexOf('yes') : Math.max(levels.indexOf(value), 0);
}

function restore(subject: Subject<'unit'>, lost: readonly Lost[], end: number): Fix {
  const gone = lost.filter(({ place }) => !place).map(({ line }) => line);
  const edits: FileEdit[] = lost.flatMap(({ place, value }) => (place ? [{ path: subject.path, span: place, text: value }] : []));
  const [first] = gone;
  if (first !== undefined) {
    const edit = lineBelow(subject, end, first);
    edits.push({ ...edit, text: gone.map((line) => edit.text.replace(first, () => line)).join('') });
  }
  return {
    title: lost.length === 1 ? `Restore ${lost[0]?.line ?? ''}` : `Restore ${lost.length} directives`,
    edits,
    applies: 'after-review',
  };
}
