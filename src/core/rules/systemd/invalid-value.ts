import { directiveOf } from '../../facts/units/directives';
import { oldestSystemd } from '../../facts/units/systemd-version';
import { isLiteral, isUnit } from '../../facts/units/unit-files';
import type { UnitDirective } from '../../parse/systemd';
import type { Fix } from '../finding';
import { versionOf } from '../reporting/host-systemd';
import { defineRule } from '../rule';
import { valueFault, wordSince } from './invalid-value/value-fault';

export const invalidValue = defineRule({
  id: 'systemd/invalid-value',
  target: 'unit',
  severity: 'error',
  confidence: 'certain',
  hazards: ['silent-failure'],
  fixable: true,
  summary: 'A unit has a value that systemd does not take',
  rationale: [
    'systemd writes a warning to the journal, ignores the line, and runs the unit with the default: a service that never restarts, has no memory limit, or a timer that never fires.',
    'Nothing fails at `daemon-reload`, so it shows weeks later.',
    '',
    'The rule knows the words, numbers, times, sizes, signals, calendar expressions and names that each directive takes, and since which version of systemd: words that are newer than the',
    'systemd of production count as well. Comments behind a value are part of the value.',
    '',
    'It is silent about values that a template or a script fills in, and about directives whose values it does not know.',
  ].join('\n'),
  references: [
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.directives.html',
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.time.html',
  ],
  messages: {
    invalid: (d: { key: string; value: string; takes: string; meant: string }) =>
      `systemd does not take ${d.key}=${d.value} and ignores the line: it takes ${d.takes}${d.meant === '' ? '' : `; ${d.meant} was probably meant`}.`,
    comment: (d: { key: string; value: string }) =>
      `systemd has no comments behind a value: it reads all of ${d.key}=${d.value}, does not take it and ignores the line.`,
    tooNew: (d: { key: string; value: string; since: number; host: string; version: number }) =>
      `${d.key}=${d.value} is known since systemd ${d.since}; ${d.host} has ${d.version}, which ignores the line.`,
  },
  check(subject, { report, ...site }) {
    if (!isUnit(subject)) return;
    const { path, syntax } = subject;
    for (const { name: section, directives } of syntax.sections) {
      for (const directive of directives) {
        const { key, value, valueSpan } = directive;
        const kind = directiveOf(section, key)?.value;
        if (kind === undefined || value === '' || !isLiteral(directive, syntax)) continue;
        const fault = valueFault(kind, value);
        if (!fault) {
          const since = wordSince(kind, value);
          const host = since > 0 ? oldestSystemd(site) : undefined;
          if (host && host.version < since)
            report(valueSpan, 'tooNew', {
              data: { key, value, since, host: host.host, version: host.version },
              related: versionOf(host),
            });
          continue;
        }
        const plain = withoutComment(value);
        if (plain !== undefined && !valueFault(kind, plain))
          report(valueSpan, 'comment', { data: { key, value }, fix: fixOf(path, directive, plain, 'always') });
        else
          report(valueSpan, 'invalid', {
            data: { key, value, takes: fault.takes, meant: fault.meant ?? '' },
            fix: fault.meant === undefined ? undefined : fixOf(path, directive, fault.meant, 'after-review'),
          });
      }
    }
  },
});

/** `always # or on-failure` → `always`. */
function withoutComment(value: string): string | undefined {
  const at = value.search(/[ \t][#;]/);
  return at < 0 ? undefined : value.slice(0, at).trimEnd();
}

const fixOf = (path: string, { key, valueSpan }: UnitDirective, text: string, applies: Fix['applies']): Fix => ({
  title: `Write ${key}=${text}`,
  edits: [{ path, span: valueSpan, text }],
  applies,
});
