import { upgradeRuns } from '../../facts/scripts/upgrade-effects';
import { endlessWaits, type EndlessWait } from '../../facts/scripts/endless-waits';
import { endlessFollows } from '../../facts/scripts/endless-follows';
import { lineEndOf, lineSpanAt } from '../../text/lines';
import type { Subject } from '../../subject/subject';
import type { Fix } from '../finding';
import { defineRule } from '../rule';
import { planned } from '../../plan/planned';
import { unitWaits } from '../../facts/scripts/unit-waits';
import { isTestMaterial } from '../../package/test-material';

export const endlessWait = defineRule({
  id: 'script/endless-wait',
  target: 'package',
  reads: planned,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage', 'half-done'],
  fixable: true,
  summary: 'A loop waits for something without a bound',
  rationale: [
    'If the service does not come up, which after an upgrade is the case that matters, the script waits for ever: nobody is told, nothing is rolled back, and the window passes with the product down. Somebody ends it by hand, and what should come after the loop is not done.',
    '',
    'Reported are loops that sleep, or do nothing but tell that they wait, until a command succeeds (`until curl …; do sleep 2; done`, `while ! pg_isready; do :; done`, `while true; do check && break; sleep 1; done`) and that neither count nor look at the clock. It is only possible where the loop can also end by `exit` or `return`,',
    'where it waits for a process that the script itself has started, and in scripts that are not plainly a part of the upgrade. It is silent for loops that never end on purpose, for those that read lines, and where something is counted.',
    'Reported as well is who waits for one line of a log that is followed: `tail -f log | grep -m1 ready`, `grep -q ready <(journalctl -f)`, `inotifywait` without `--timeout`, `tail --pid` and `docker wait`, and `kubectl` where it was told to wait without a bound (`wait --timeout=-1s`, `rollout status` of a StatefulSet or DaemonSet without `--timeout`).',
    'So are such loops in `ExecStart=` and what is before and after it, where the unit starts without a bound: `TimeoutStartSec=infinity`, or `Type=oneshot` without that setting; any other service is ended after 90 seconds.',
    '',
    'The fix gives up after 150 rounds, or after five minutes.',
  ].join('\n'),
  references: [
    'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_09_04_10',
    'https://man7.org/linux/man-pages/man1/timeout.1.html',
  ],
  messages: {
    follows: (d: { by: string }) => `${d.by} never ends by itself: if what is waited for never comes, neither does the rest of the script.`,
    unit: (d: { until: string }) =>
      `This loop waits ${d.until}, and nothing ends it: the unit sets no bound for its start, and systemctl start waits as long.`,
    endless: (d: { until: string }) => `This loop waits ${d.until}, and nothing ends it if that never happens.`,
  },
  check(reviewed, { report }) {
    const ways = new Map<string, boolean>();
    for (const { name, entry, effects, isSure } of upgradeRuns(reviewed))
      if (name !== 'scheduled')
        for (const path of new Set([
          entry,
          ...effects.flatMap(({ path, kind, target }) => (kind === 'script.run' ? [path, target] : [path])),
        ]))
          ways.set(path, isSure || ways.get(path) === true);
    for (const script of reviewed.subjects.shell) {
      const isSure = ways.get(script.path);
      if (isSure === undefined) continue;
      for (const { span, by } of endlessFollows(script))
        report({ path: script.path, span }, 'follows', {
          data: { by },
          ...(!isSure && { confidence: 'possible' }),
          fix: {
            title: `Give up after ${seconds} seconds`,
            applies: 'after-review',
            edits: [{ path: script.path, span: { start: span.start, end: span.start }, text: `timeout ${seconds} ` }],
          },
        });
      for (const wait of endlessWaits(script)) {
        report({ path: script.path, span: wait.head }, 'endless', {
          data: { until: untilOf(wait) },
          ...((!isSure || wait.isUnsure) && { confidence: 'possible' }),
          fix: bounded(script, wait),
        });
      }
    }
    for (const unit of reviewed.subjects.unit)
      for (const wait of isTestMaterial(unit.path) ? [] : unitWaits(unit))
        report({ path: unit.path, span: wait.span }, 'unit', {
          data: { until: untilOf(wait) },
          ...(wait.isUnsure && { confidence: 'possible' }),
        });
  },
});

/** What the loop waits for, in its own words. */
const untilOf = ({ test, isUntil }: Pick<EndlessWait, 'test' | 'isUntil'>): string =>
  test === '' ? 'until a command of it succeeds' : `${isUntil ? 'until' : 'while'} ${test}`;

/** Rounds after which the fix gives up. */
const rounds = 150;
/** The same for what is followed. */
const seconds = 300;

function bounded({ path, text }: Subject<'shell'>, { start, body }: EndlessWait): Fix | undefined {
  const line = lineSpanAt(text, start);
  const before = text.slice(line.start, start);
  const inner = lineSpanAt(text, body);
  const indent = text.slice(inner.start, body);
  // Something else stands on the line of the loop, or a line goes on.
  if (!/^[ \t]*$/.test(before) || /\\\r?\n$/.test(text.slice(0, line.start))) return undefined;
  const isOwnLine = inner.start > line.start && /^[ \t]*$/.test(indent);
  const end = lineEndOf(text);
  const give = `waited=$((waited + 1)); [ "$waited" -le ${rounds} ] || { echo "gave up waiting" >&2; exit 1; }`;
  return {
    title: `Give up after ${rounds} rounds`,
    applies: 'after-review',
    edits: [
      { path, span: { start: line.start, end: line.start }, text: `${before}waited=0${end}` },
      { path, span: { start: body, end: body }, text: isOwnLine ? `${give}${end}${indent}` : `${give}; ` },
    ],
  };
}
