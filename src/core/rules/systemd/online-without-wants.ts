import { isDropIn, isUnit, unitOf } from '../../facts/units/unit-files';
import { stemOf } from '../../facts/units/unit-name';
import { wordsOf } from '../../parse/systemd';
import { fileFact } from '../../subject/fact';
import type { Span } from '../../text/span';
import { lineBelow } from '../reporting/unit-edits';
import { defineRule } from '../rule';

const target = 'network-online.target';

export const onlineWithoutWants = defineRule({
  id: 'systemd/online-without-wants',
  target: 'package',
  reads: ['unit'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['silent-failure'],
  fixable: true,
  summary: 'A unit waits for the network, and nothing makes systemd wait',
  rationale: [
    '`After=network-online.target` says when to start, and asks for nothing. If no unit wants the target, nobody starts it and the order is void: the service starts before there is an address, fails to bind or to reach its database, and only sometimes,',
    'as other units may want the target by chance. systemd asks for both lines.',
    '',
    'The rule is silent if the unit wants, requires or binds to the target, if its timer, socket or a drop-in of the package does, or another unit of the package that starts it. The fix adds `Wants=`.',
  ].join('\n'),
  references: ['https://systemd.io/NETWORK_ONLINE/', 'https://www.freedesktop.org/software/systemd/man/latest/systemd.special.html'],
  messages: {
    order: (_: object) => `After=${target} orders nothing unless somebody wants it: Wants=${target} is missing.`,
  },
  check(reviewed, { report }) {
    const wanting = new Set<string>();
    for (const subject of reviewed.subjects.unit) {
      const { names, wants } = networkWishes(subject);
      if (wants) for (const name of [stemOf(unitOf(subject)), ...names.map(stemOf)]) wanting.add(name);
    }
    for (const subject of reviewed.subjects.unit) {
      const { after } = networkWishes(subject);
      if (!after || wanting.has(stemOf(unitOf(subject)))) continue;
      report({ path: subject.path, span: after }, 'order', {
        data: {},
        fix: { title: `Add Wants=${target}`, edits: [lineBelow(subject, after.end, `Wants=${target}`)], applies: 'after-review' },
      });
    }
  },
});

const wishes = ['Wants', 'Requires', 'Requisite', 'BindsTo', 'Upholds'];

interface NetworkWishes {
  /** Where it waits for the network; drop-ins are not asked. */
  readonly after: Span | undefined;
  readonly wants: boolean;
  /** What else it starts. */
  readonly names: readonly string[];
}

const networkWishes = fileFact('unit', (subject): NetworkWishes => {
  const { syntax } = subject;
  if (!isUnit(subject)) return { after: undefined, wants: false, names: [] };
  const after = isDropIn(subject) ? undefined : wordsOf(syntax, 'Unit', 'After').find(({ value }) => value === target)?.span;
  const names = wishes.flatMap((key) => wordsOf(syntax, 'Unit', key).map(({ value }) => value));
  const started = [...names, ...['Timer', 'Path'].flatMap((section) => wordsOf(syntax, section, 'Unit').map(({ value }) => value))];
  return { after, wants: names.includes(target), names: started };
});
