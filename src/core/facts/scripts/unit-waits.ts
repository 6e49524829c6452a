import { parseShell } from '../../parse/shell';
import type { UnitFile } from '../../parse/systemd';
import { fileFact } from '../../subject/fact';
import type { Span } from '../../text/span';
import { settingOf } from '../units/settings';
import { endlessLoops } from './endless-waits';

/** A loop in a command of a unit, which systemd lets wait for ever too. */
export interface UnitWait {
  readonly span: Span;
  readonly isUntil: boolean;
  readonly test: string;
  readonly isUnsure: boolean;
}

/** `ExecStartPre=/bin/sh -c 'until pg_isready; do sleep 1; done'`, in a unit whose start has no bound (systemd.service(5)). */
export const unitWaits = fileFact('unit', ({ path, text, syntax }): readonly UnitWait[] =>
  path.endsWith('.service') && startsForEver(syntax)
    ? syntax.sections.flatMap(({ name, directives }) =>
        directives.flatMap(({ key, valueSpan }): readonly UnitWait[] => {
          if (name !== 'Service' || !starting.test(key)) return [];
          const written = text.slice(valueSpan.start, valueSpan.end);
          const [, lead = '', , script = ''] = shellCommand.exec(written) ?? [];
          if (script === '') return [];
          const from = valueSpan.start + lead.length;
          // A line that goes on is a blank; the places stay.
          const code = script.replace(/\\\n/g, '  ').replaceAll('$$', ' $');
          return endlessLoops(parseShell(code).tree, code).map(({ head, isUntil, test, isUnsure }) => ({
            span: { start: from + head.start, end: from + head.end },
            isUntil,
            test,
            isUnsure,
          }));
        }),
      )
    : [],
);

const starting = /^Exec(?:StartPre|StartPost|Start|Reload)$/;
const shellCommand = /^(\S*\b(?:ba|da|k|z)?sh[ \t]+-[a-z]*c[ \t]+(["']))([\s\S]*)\2[ \t]*$/;

/** `TimeoutStartSec=infinity`, or a service that is over once it has run: that has no bound of its own. */
function startsForEver(unit: UnitFile): boolean {
  const bound = settingOf(unit, 'Service', 'TimeoutStartSec') ?? settingOf(unit, 'Service', 'TimeoutSec');
  if (bound) return /^(?:infinity|0)$/.test(bound.value.trim());
  return settingOf(unit, 'Service', 'Type')?.value.trim() === 'oneshot';
}
