import { fileFact } from '../../subject/fact';
import type { Span } from '../../text/span';

/** What a product tells its vendor, or asks of it. */
export type Purpose = 'telemetry' | 'licence' | 'update';

const purposes: readonly (readonly [Purpose, RegExp])[] = [
  [
    'telemetry',
    /telemetry|analytics(?![-_]?(?:data|db|schema|tables?|quer))|phone[-_]?home|call[-_]?home|usage[-_]?(?:stat|report|data|metric)|crash[-_]?report|error[-_]?report(?:ing)?(?:[-_.]|$)|anonymous[-_]?(?:stat|usage|data)|send[-_]?(?:stat|usage|anonymous)|\bsentry\b|diagnostics?[-_]?(?:upload|report)/i,
  ],
  [
    'update',
    /update[-_./]?check|check[-_./]?(?:for[-_.]?)?(?:new[-_.]?)?updates?|version[-_./]?check|check[-_./]?version|auto[-_]?updates?(?![a-z])|auto[-_]?update[-_]?(?:check|enable|interval|channel|server|url)/i,
  ],
  [
    'licence',
    /licen[cs]e[-_./]?(?:check|server|verif|activat|validat)|(?:^|[./])(?:licen[cs]es?|licen[cs]ing|activation|entitlements?)\./i,
  ],
];

/** What a name, or a host with its path, tells of it. */
export const purposeOf = (words: string): Purpose | undefined => purposes.find(([, pattern]) => pattern.test(words))?.[0];

export interface HomeSwitch {
  readonly key: string;
  readonly purpose: Purpose;
  /** Of the value that switches it on, without its quotes. */
  readonly span: Span;
  /** What switches it off. */
  readonly off: string;
}

const opposites = new Map([
  ...(['true false', 'True False', 'TRUE FALSE', 'yes no', 'Yes No', 'on off', 'On Off', '1 0', 'enabled disabled'] as const).map(
    (pair) => pair.split(' ') as [string, string],
  ),
]);

/** In quotes. */
const longestSwitch = 2 + Math.max(...[...opposites.keys()].map(({ length }) => length));

const switchName = /^(?:enabled?|active|on|send|report(?:ing)?|state|opt_?in)$/i;
const negative = /disabl|opt[-_]?out|(?:^|[-_.])no[-_.]?|skip|suppress|block/i;

/** Settings that have the product call its vendor, and are on. */
export const homeSwitches = fileFact('config', ({ text, syntax }): readonly HomeSwitch[] =>
  syntax.entries.flatMap(({ key, variable, value, valueSpan, inherited }) => {
    if (inherited || (typeof value !== 'boolean' && typeof value !== 'string' && value !== 1)) return [];
    if (valueSpan.end - valueSpan.start > longestSwitch) return [];
    const parts = (variable ?? key).split('.');
    const name = switchName.test(parts.at(-1) ?? '') ? parts.slice(-2).join('.') : (parts.at(-1) ?? '');
    const purpose = purposeOf(name.replace(/[-_.]?enabled?$/i, ''));
    if (!purpose || negative.test(name)) return [];
    const written = text.slice(valueSpan.start, valueSpan.end);
    const lead = /^["']/.test(written) ? 1 : 0;
    const off = opposites.get(written.slice(lead, written.length - lead));
    return off === undefined
      ? []
      : [{ key: variable ?? key, purpose, span: { start: valueSpan.start + lead, end: valueSpan.end - lead }, off }];
  }),
);
