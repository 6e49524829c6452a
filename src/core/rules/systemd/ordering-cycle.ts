import known from '../../catalog/known/systemd-units.json';
import { isNo, settingOf } from '../../facts/units/settings';
import { isDropIn, isUnit, typeOfUnit, unitOf } from '../../facts/units/unit-files';
import { wordsOf } from '../../parse/systemd';
import { fileFact } from '../../subject/fact';
import { entryOf } from '../../text/groups';
import type { Span } from '../../text/span';
import type { Related } from '../finding';
import { defineRule } from '../rule';

export const orderingCycle = defineRule({
  id: 'systemd/ordering-cycle',
  target: 'package',
  reads: ['unit'],
  severity: 'error',
  confidence: 'likely',
  hazards: ['outage', 'unknown-state'],
  fixable: false,
  summary: 'Units wait for each other',
  rationale: [
    'If `a.service` is to start after `b.service` and that one after `a.service`, systemd finds an ordering cycle when both are to be started, and deletes the job of one of them: after the next boot one service, or something of the system',
    'such as the sockets or the mounts, is simply not there. Which one it is can differ from boot to boot.',
    '',
    'The rule follows `After=` and `Before=` of the units and drop-ins of the package, what systemd adds to them unless `DefaultDependencies=no` is set, and the order of its own targets.',
    "Production's own units count as far as the package has them: the inventory does not tell their order.",
  ].join('\n'),
  references: [
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html#Before=',
    'https://www.freedesktop.org/software/systemd/man/latest/bootup.html',
  ],
  messages: {
    cycle: (d: { units: string }) => `These units wait for each other: ${d.units}. systemd drops one of them to break the cycle.`,
  },
  check(reviewed, { report }) {
    const waits = new Map<string, Map<string, Wait>>();
    const add = (unit: string, other: string, wait: Wait) => {
      const all = entryOf(waits, unit, () => new Map<string, Wait>());
      if (!all.has(other)) all.set(other, wait);
    };
    for (const [unit, others] of ofSystem) for (const other of others) add(unit, other, {});
    for (const subject of reviewed.subjects.unit)
      for (const { unit, other, span } of ordersIn(subject)) add(unit, other, span ? { path: subject.path, span } : {});
    const told = new Set<string>();
    for (const cycle of cyclesIn(waits)) {
      const steps = cycle.map((unit, index) => waits.get(unit)?.get(cycle[(index + 1) % cycle.length] ?? '') ?? {});
      const places = steps.filter((step): step is Required<Wait> => step.path !== undefined && step.span !== undefined);
      const [first, ...others] = places;
      // A line may close several cycles; mending it mends all.
      const place = `${first?.path ?? ''}:${first?.span.start ?? 0}`;
      if (!first || told.has(place)) continue;
      told.add(place);
      report(first, 'cycle', {
        data: { units: [...cycle, cycle[0] ?? ''].join(' after ') },
        related: others.map(({ path, span }): Related => ({ at: 'package', path, span, message: 'and this is a part of it' })),
      });
    }
  },
});

/** Where it says so; nowhere if systemd does by itself. */
interface Wait {
  readonly path?: string;
  readonly span?: Span;
}

interface Order {
  /** Starts after `other`. */
  readonly unit: string;
  readonly other: string;
  readonly span?: Span;
}

const ofSystem = known.order.map(({ unit, after }) => [unit, after] as const);

const ordersIn = fileFact('unit', (subject): readonly Order[] => {
  const { syntax } = subject;
  const own = unitOf(subject);
  // An instance waits for what its name says; nobody knows which there are.
  if (!isUnit(subject) || own.includes('@')) return [];
  const written = (key: string) => wordsOf(syntax, 'Unit', key).filter(({ value }) => !/[%@]/.test(value) && value !== own);
  const orders: Order[] = [
    ...written('After').map(({ value, span }) => ({ unit: own, other: value, span })),
    ...written('Before').map(({ value, span }) => ({ unit: value, other: own, span })),
  ];
  if (isDropIn(subject) || isNo(settingOf(syntax, 'Unit', 'DefaultDependencies')?.value)) return orders;
  const type = typeOfUnit(own) ?? '';
  const usual = known.usualOrder.find(({ types }) => types.includes(type));
  return [
    ...orders,
    ...(usual?.after ?? []).map((other) => ({ unit: own, other })),
    ...(usual?.before ?? []).map((unit) => ({ unit, other: own })),
  ];
});

/** Cycles that are told. */
const maxCycles = 20;

/** Cycles in a graph, one for each unit that closes one; each unit is left once, so the work is bounded. */
function cyclesIn(waits: ReadonlyMap<string, ReadonlyMap<string, Wait>>): string[][] {
  const done = new Set<string>();
  const cycles: string[][] = [];
  for (const start of waits.keys()) {
    if (done.has(start)) continue;
    const path: { readonly unit: string; readonly rest: Iterator<string> }[] = [];
    const onPath = new Map<string, number>();
    const enter = (unit: string) => {
      onPath.set(unit, path.length);
      path.push({ unit, rest: (waits.get(unit)?.keys() ?? [].values()) as Iterator<string> });
    };
    enter(start);
    for (let last = path.at(-1); last; last = path.at(-1)) {
      const next = last.rest.next();
      if (next.done) {
        path.pop();
        onPath.delete(last.unit);
        done.add(last.unit);
      } else if (onPath.has(next.value)) {
        if (cycles.length < maxCycles) cycles.push(path.slice(onPath.get(next.value)).map(({ unit }) => unit));
      } else if (!done.has(next.value)) enter(next.value);
    }
  }
  return cycles;
}
