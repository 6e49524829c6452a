import { directiveOf, hasSection, namesIn, removedOf, sectionNames } from '../../facts/units/directives';
import { oldestSystemd } from '../../facts/units/systemd-version';
import { isUnit, typeOfUnit, unitOf } from '../../facts/units/unit-files';
import type { UnitDirective, UnitFile, UnitSection } from '../../parse/systemd';
import type { Subject } from '../../subject/subject';
import { lineEndOf, lineSpanAt } from '../../text/lines';
import { nearest } from '../../text/nearest';
import type { Fix } from '../finding';
import { versionOf } from '../reporting/host-systemd';
import { defineRule } from '../rule';

export const unknownDirective = defineRule({
  id: 'systemd/unknown-directive',
  target: 'unit',
  severity: 'warning',
  confidence: 'certain',
  hazards: ['silent-failure'],
  fixable: true,
  summary: 'A unit has a section or directive that systemd does not know',
  rationale: [
    'systemd writes a line to the journal and goes on without the directive. What it was to do (a limit, a restart, a sandbox, an order) does not happen, and no command fails.',
    'Mostly it is a slip, a directive in the wrong section (`StartLimitIntervalSec=` belongs into `[Unit]`), or one that is newer than the systemd in production.',
    '',
    'The rule knows the directives of all sections up to systemd 262, and since which version each is there. Sections and directives that begin with `X-` are for other programs and left alone, so are',
    'templates and files of other programs with the same ending.',
  ].join('\n'),
  references: [
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.directives.html',
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html',
  ],
  messages: {
    section: (d: { section: string; type: string; meant: string }) =>
      `A ${d.type} has no section [${d.section}]: systemd ignores all of it${meantBy(d.meant === '' ? '' : `[${d.meant}]`)}.`,
    directive: (d: { key: string; section: string; meant: string }) =>
      `[${d.section}] has no ${d.key}=: systemd ignores the line${meantBy(d.meant)}.`,
    misplaced: (d: { key: string; section: string; right: string }) =>
      `${d.key}= stands in [${d.section}] and belongs into [${d.right}]: systemd ignores the line.`,
    tooNew: (d: { key: string; since: number; host: string; version: number }) =>
      `${d.key}= is known since systemd ${d.since}; ${d.host} has ${d.version}, which ignores the line.`,
  },
  check(subject, { report, ...site }) {
    const type = typeOfUnit(unitOf(subject));
    if (type === undefined || !isUnit(subject)) return;
    const { path, syntax } = subject;
    for (const section of syntax.sections) {
      const { name, span, directives } = section;
      if (name.startsWith('X-')) continue;
      if (!hasSection(type, name)) {
        const meant = nearest(name, sectionsOf(type));
        const fix: Fix | undefined =
          meant === undefined || syntax.sections.some((other) => other.name === meant)
            ? undefined
            : { title: `Rename to [${meant}]`, edits: [{ path, span, text: `[${meant}]` }], applies: 'after-review' };
        report(span, 'section', { data: { section: name, type, meant: fix ? (meant ?? '') : '' }, fix });
        continue;
      }
      for (const directive of directives) {
        const { key, keySpan } = directive;
        if (key.startsWith('X-') || removedOf(name, key)) continue;
        const known = directiveOf(name, key);
        if (known) {
          const host = known.since > 0 ? oldestSystemd(site) : undefined;
          if (host && host.version < known.since)
            report(keySpan, 'tooNew', {
              data: { key, since: known.since, host: host.host, version: host.version },
              related: versionOf(host),
            });
          continue;
        }
        const right = sectionsOf(type).find((other) => directiveOf(other, key));
        if (right !== undefined) {
          report(keySpan, 'misplaced', { data: { key, section: name, right }, fix: moveFix(subject, directive, right) });
          continue;
        }
        const meant = nearest(key, namesIn(name));
        report(keySpan, 'directive', {
          data: { key, section: name, meant: meant === undefined ? '' : `${meant}=` },
          fix:
            meant === undefined || isSet(section, meant)
              ? undefined
              : { title: `Rename to ${meant}=`, edits: [{ path, span: keySpan, text: meant }], applies: 'after-review' },
        });
      }
    }
  },
});

const meantBy = (name: string): string => (name === '' ? '' : `; ${name} was probably meant`);

const sectionsOf = (type: string): readonly string[] => sectionNames.filter((name) => hasSection(type, name));

const isSet = ({ directives }: UnitSection, key: string): boolean => directives.some((other) => other.key === key);

/** Takes the line out and puts it under the header of the right section, if there is one. */
function moveFix({ path, text, syntax }: Subject<'unit'>, { keySpan, valueSpan }: UnitDirective, right: string): Fix | undefined {
  const section = headerOf(syntax, right);
  if (!section) return undefined;
  const key = text.slice(keySpan.start, keySpan.end);
  if (isSet(section, key)) return undefined;
  const from = lineSpanAt(text, keySpan.start).start;
  const last = lineSpanAt(text, Math.max(keySpan.end, valueSpan.end)).end;
  const end = text[last] === '\r' && text[last + 1] === '\n' ? last + 2 : Math.min(last + 1, text.length);
  const below = lineSpanAt(text, section.span.end).end;
  return {
    title: `Move to [${right}]`,
    edits: [
      { path, span: { start: from, end }, text: '' },
      { path, span: { start: below, end: below }, text: `${lineEndOf(text)}${text.slice(from, last)}` },
    ],
    applies: 'after-review',
  };
}

const headerOf = ({ sections }: UnitFile, name: string): UnitSection | undefined => sections.find((section) => section.name === name);
