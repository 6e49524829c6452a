import { dayOf } from '../../facts/binaries';
import { isTestMaterial } from '../../package/test-material';
import { fileFact } from '../../subject/fact';
import { baseName } from '../../text/path';
import type { Span } from '../../text/span';
import { defineRule } from '../rule';

/** Days before its end in which a licence is due for renewal anyway. */
const soon = 30 * 86_400_000;

export const expiredLicence = defineRule({
  id: 'package/expired-licence',
  target: 'package',
  reads: ['config'],
  severity: 'error',
  confidence: 'likely',
  hazards: ['outage', 'unplanned-work'],
  fixable: false,
  summary: 'A licence that the package brings has expired, or is about to',
  rationale: `A product that asks for its licence at the start does not come up after the upgrade, or comes up without what it was bought for: the old version went on, as it had asked before the date. Mostly the file is one that somebody at
the vendor tried the package with.

The rule reads dates of files that are called a licence (\`licence.json\`, \`dten.lic\`) and of settings about one (\`dten.license.valid_until\`). The day of the review counts; without one it is silent. A licence that ends within 30 days of it
is a warning, and so is a term of updates, support or maintenance that is over: what it bought goes on, and only versions that came later are not covered. It is silent in tests and examples, and about licences of source code.`,
  references: [],
  messages: {
    over: ({ until }: { until: string }) =>
      `This licence ended on ${until}: what asks for it does not start, or not with all of its functions.`,
    termOver: ({ until }: { until: string }) =>
      `The updates that this licence pays for ended on ${until}: a version that came out later may not start with it.`,
    soon: ({ until }: { until: string }) => `This licence ends on ${until}, less than 30 days from now.`,
  },
  check(reviewed, { report, now }) {
    if (now === undefined) return;
    for (const subject of reviewed.subjects.config) {
      if (isTestMaterial(subject.path)) continue;
      for (const { end, span, isOfTerm } of endsOf(subject)) {
        const left = end - now;
        if (left >= soon) continue;
        const data = { until: dayOf(end) };
        if (left < 0 && isOfTerm) report({ path: subject.path, span }, 'termOver', { data, atMost: 'warning' });
        else if (left < 0) report({ path: subject.path, span }, 'over', { data });
        else report({ path: subject.path, span }, 'soon', { data, atMost: 'warning' });
      }
    }
  },
});

interface End {
  readonly end: number;
  readonly span: Span;
  readonly isOfTerm: boolean;
}

const licenceName = /licen[cs]e|entitlement|\.lic$/i;
const endKey =
  /^(expir(?:es?|y|ation)(?:date|at|on|time)?|valid(?:until|to|till|thru)|notafter|enddate|(?:support|maintenance)(?:until|end(?:s|date)?))$/;

/** Names of what is paid for beside the licence itself. */
const term = /upgrade|update|support|maintenance/i;

/** When licences end that a file of settings tells of; `isOfTerm`: when what comes with them does. */
const endsOf = fileFact('config', ({ path, syntax: { entries } }): readonly End[] => {
  const isLicence = licenceName.test(baseName(path));
  return entries.flatMap(({ key, value, valueSpan }) => {
    const last = key.lastIndexOf('.') + 1;
    const name = key
      .slice(last)
      .toLowerCase()
      .replace(/[^a-z]/g, '');
    const names = key.slice(0, Math.max(0, last - 1)).split('.');
    if (!endKey.test(name) || !(isLicence || names.some((one) => licenceName.test(one)))) return [];
    const end = endOf(value instanceof Date ? value.toISOString() : String(value).trim());
    return end === undefined ? [] : [{ end, span: valueSpan, isOfTerm: names.slice(-2).some((name) => term.test(name)) }];
  });
});

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `2026-01-31`, `20260131`, `31-jan-2026`, a moment of ISO 8601 or seconds since 1970; a day counts to its end. */
function endOf(text: string): number | undefined {
  const [, year, month, day] = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(text) ?? [];
  const [, dayOfMonth, name = '', ofYear] = /^(\d{1,2})[- ]([a-z]{3})[a-z]*[- ](\d{4})$/i.exec(text) ?? [];
  const endOfDay = (y: number, m: number, d: number): number => Date.UTC(y, m, d, 23, 59, 59);
  if (year !== undefined) return endOfDay(Number(year), Number(month) - 1, Number(day));
  if (ofYear !== undefined && months.includes(name.toLowerCase()))
    return endOfDay(Number(ofYear), months.indexOf(name.toLowerCase()), Number(dayOfMonth));
  if (/^1\d{9}(\d{3})?$/.test(text)) return Number(text) * (text.length === 10 ? 1000 : 1);
  const moment = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text) ? Date.parse(text.replace(' ', 'T')) : NaN;
  return Number.isNaN(moment) ? undefined : moment;
}
