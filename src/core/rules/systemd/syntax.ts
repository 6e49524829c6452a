import { storedAs } from '../../facts/stored-as';
import { isForeignUnit } from '../../facts/units/unit-files';
import { faultPlaces, moreFaults } from '../reporting/faults';
import { defineRule } from '../rule';

const fileHurts = 'systemd refuses the whole file';
const lineHurts = 'systemd ignores this line and loads the rest';

export const systemdSyntax = defineRule({
  id: 'systemd/syntax',
  target: 'unit',
  reads: ['text'],
  severity: 'error',
  confidence: 'certain',
  hazards: ['silent-failure'],
  fixable: false,
  summary: 'A unit file has a line that systemd cannot read',
  rationale: [
    'systemd does not stop at most broken lines: it writes a warning to the journal and runs the unit without the setting, which may be the user, the sandbox or the memory limit.',
    'A broken section header makes it refuse the file. Both show up only on the host, at `daemon-reload`.',
    '',
    'A file is reported once, at what hurts most; its other faults stand behind it.',
    '',
    'Files with the same ending that are no units (D-Bus and Avahi services, templates of a configuration tool) are left alone, and so is what has neither a section nor an assignment.',
  ].join('\n'),
  references: ['https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html'],
  messages: {
    wide: () => 'This is stored as UTF-16, in which systemd finds neither sections nor settings.',
    fault: (d: { detail: string; effect: string; more: number; cut: boolean }) => `${d.effect}: ${d.detail}${moreFaults(d)}.`,
  },
  check({ path, text, syntax }, { report, package: reviewed }) {
    if (isForeignUnit(path, text)) return;
    if (storedAs(reviewed).get(path) === 'wide') {
      report({ start: 0, end: Math.min(1, text.length) }, 'wide', { data: undefined });
      return;
    }
    const { faults, faultsCut, sections } = syntax;
    // Not a section, not an assignment: a program, or a text of somebody else.
    if (sections.length === 0 && faults.every(({ code }) => code === 'unit-assignment')) return;
    const first = faults.find(({ code }) => code === 'unit-section') ?? faults[0];
    if (!first) return;
    const rest = faults.filter((fault) => fault !== first);
    report(first.span, 'fault', {
      data: { detail: first.detail, effect: first.code === 'unit-section' ? fileHurts : lineHurts, more: rest.length, cut: faultsCut },
      related: faultPlaces(path, rest),
    });
  },
});
