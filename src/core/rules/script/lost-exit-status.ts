import { scriptsOnTheWay } from '../../facts/scripts/upgrade-effects';
import { isWeighty } from '../../facts/scripts/weighty';
import type { Step } from '../../effects/effect';
import type { ShellCommand, ShellScript } from '../../parse/shell-script';
import { scriptEffects } from '../../plan/script-effects';
import { fileFact } from '../../subject/fact';
import type { Subject } from '../../subject/subject';
import { groupBy } from '../../text/groups';
import { countBefore } from '../../text/sorted';
import type { TextEdit } from '../../text/edit';
import { contains, type Span } from '../../text/span';
import type { Fix } from '../finding';
import { settingAtHead } from '../reporting/script-head';
import { defineRule } from '../rule';
import { endsWellAnyway, isAsked, isDecisiveCall, isUsed, toldFailures } from './lost-exit-status/told-failures';
import { thrownAway } from './lost-exit-status/thrown-away';
import { planned } from '../../plan/planned';

export const lostExitStatus = defineRule({
  id: 'script/lost-exit-status',
  target: 'shell',
  reads: planned,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['silent-failure', 'half-done'],
  fixable: true,
  summary: 'The failure of a step is hidden by what stands beside it',
  rationale: `The script means to stop where a step fails, and the shell does not see that it has. A pipeline has the status of its last command, so
\`psql -f upgrade.sql | tee log\` succeeds as long as the log can be written. \`local file=$(fetch …)\` has the status of \`local\`, which is 0.
\`set -e\` does not look at what stands before \`&&\`: if \`tar\` of \`tar … && echo done\` fails, the next line runs. A script that remembers a failure and
ends with \`exit 0\` tells whoever called it that all is well, and so does one that writes a line about it (\`dpkg -i x.deb || echo failed\`), that gives up without saying so
(\`./install.bin || exit 0\`), that has
\`trap 'exit 0' EXIT\`, that throws away the failure of what it is there for (\`rpm -U x.rpm || true\`, \`dpkg -i x.deb &\`, \`flyway migrate || true\`), or that switches \`set -e\` off around the step that matters.

The rule reports these in scripts of the upgrade, for steps that install, unpack, copy, dump, fetch or change data: the first three where \`set -e\`,
\`if\`, \`||\` or \`$?\` was meant to see the failure. It is silent where \`pipefail\` or \`PIPESTATUS\` is used, about commands whose failure does no
harm, where the list is the last command of its script or function, and where what is written says that it is meant (\`skipping\`, \`already there\`). Scripts that nobody told to stop are told by script/continues-after-failure.

The fix sets \`pipefail\` in scripts of bash, declares before it assigns, and makes two commands of the list. The script then ends where one of them fails:
look before you apply it whether that is meant.`,
  references: [
    'https://www.gnu.org/software/bash/manual/bash.html#Pipelines',
    'https://www.gnu.org/software/bash/manual/bash.html#index-set',
    'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#set',
  ],
  messages: {
    pipe: (d: { by: string; last: string }) =>
      `If ${d.by} fails, nobody sees it: the pipeline has the status of ${d.last}, and pipefail is not set.`,
    declared: (d: { by: string; word: string }) => `If ${d.by} fails, nobody sees it: the status is that of ${d.word}, which is 0.`,
    list: (d: { by: string }) => `If ${d.by} fails, the script goes on: set -e does not look at what stands before &&.`,
    told: (d: { by: string }) =>
      `The script tells that ${d.by} has failed, and goes on as if it had not: whoever called it believes that all went well.`,
    ended: (d: { by: string }) => `If ${d.by} fails, the script ends with 0: whoever called it believes that all went well.`,
    trap: (d: { by: string }) => `However the script ends, this ends it with 0: whoever called it does not learn that ${d.by} has failed.`,
    unset: (d: { by: string }) => `If ${d.by} fails, nobody sees it: set +e has switched off what the script relies upon elsewhere.`,
    ignored: (d: { by: string }) =>
      `If ${d.by} fails, that is thrown away, and nothing looks afterwards whether the product is there: whoever called the script believes that all went well.`,
    unmigrated: (d: { by: string }) =>
      `If ${d.by} fails, that is thrown away: what starts afterwards meets a schema that it does not know, and whoever called the script believes that all went well.`,
    background: (d: { by: string }) => `${d.by} is left to run by itself, and nobody waits for it: whether it fails, nobody learns.`,
    zeroed: (d: { by: string }) =>
      `If ${d.by} fails, nobody looks, and the script ends with 0: whoever called it believes that all went well.`,
    zero: (d: { by: string; name: string }) =>
      `The script remembers in ${d.name} whether ${d.by} has failed, and ends with 0 all the same: whoever called it believes that all went well.`,
  },
  check(script, { report, package: reviewed }) {
    const lost = lostIn(script);
    if (lost.length === 0 || !scriptsOnTheWay(reviewed).has(script.path)) return;
    for (const { kind, span, by, more, edit } of lost) {
      const mended = (title: string): Fix | undefined =>
        edit && { title, edits: [{ path: script.path, ...edit }], applies: 'after-review' };
      if (kind === 'pipe') report(span, 'pipe', { data: { by, last: more }, fix: withPipefail(script) });
      else if (kind === 'declared') report(span, 'declared', { data: { by, word: more }, fix: mended(`Assign it behind ${more}`) });
      else if (kind === 'list') report(span, 'list', { data: { by }, fix: mended('Let both be commands of their own') });
      else if (kind === 'told') report(span, 'told', { data: { by }, fix: mended('End the script with 1') });
      else if (kind === 'ended') report(span, 'ended', { data: { by }, fix: mended('End the script with 1') });
      else if (kind === 'trap') report(span, 'trap', { data: { by } });
      else if (kind === 'ignored' || kind === 'unmigrated' || kind === 'background' || kind === 'zeroed')
        report(span, kind, { data: { by } });
      else if (kind === 'unset') report(span, 'unset', { data: { by } });
      else report(span, 'zero', { data: { by, name: more } });
    }
  },
});

interface Lost {
  readonly kind:
    'pipe' | 'declared' | 'list' | 'zero' | 'told' | 'ended' | 'trap' | 'unset' | 'ignored' | 'unmigrated' | 'background' | 'zeroed';
  readonly span: Span;
  readonly by: string;
  readonly more: string;
  /** What lets the failure be seen, where that is one edit. */
  readonly edit?: TextEdit;
}

/** Programs that pass on what they read, and succeed whatever it is. */
const passesOn = /^(tee|logger|ts|sed|awk|cat|tail|head|cut|tr|systemd-cat|indent|pv|nl|fold|column|while)$/;

const lostIn = fileFact('shell', (script): readonly Lost[] => {
  const { syntax, text } = script;
  const effects = scriptEffects(script);
  const all = [...effects.steps, ...effects.functions.flatMap((one) => one.steps)];
  const steps = all.filter(matters);
  const decisive = all.filter((step) => isDecisiveCall(step) || (matters(step) && isDecisive(step)));
  if (steps.length === 0 && decisive.length === 0) return [];
  const found = [
    ...told(syntax, decisive, text),
    ...trapped(syntax, decisive, text),
    ...unset(decisive, text),
    ...pipes(syntax.commands, steps, effects.stopsOnError, text),
    ...zero(steps, text),
    ...thrownAway(all, text, effects.stopsOnError).map(({ kind, step, by }): Lost => ({
      kind,
      span: step.command,
      by,
      more: '',
    })),
  ];
  if (effects.stopsOnError) found.push(...declared(syntax.commands, steps, text), ...lists(steps, text));
  const seen = new Set<number>();
  return found
    .filter(({ span }) => !seen.has(span.start) && seen.add(span.start))
    .sort((a, b) => a.span.start - b.span.start)
    .slice(0, maxLost);
});

const maxLost = 20;

/** Users may be there already, and units are told by what enables them. */
const isDecisive = ({ kind }: Step): boolean => kind !== 'network.fetch' && kind !== 'user.create' && kind !== 'unit.install';

const told = (syntax: ShellScript, steps: readonly Step[], text: string): readonly Lost[] =>
  toldFailures(syntax, text, steps).map(({ step, telling, name, isOne, end }) => ({
    kind: end ? 'ended' : name === undefined ? 'told' : 'zero',
    span: step.command,
    by: step.by,
    more: name ?? '',
    ...(end && { edit: { span: end, text: 'exit 1' } }),
    ...(isOne && { edit: { span: telling, text: `{ ${text.slice(telling.start, telling.end)}; exit 1; }` } }),
  }));

const trapped = (syntax: ShellScript, [step]: readonly Step[], text: string): readonly Lost[] =>
  step ? endsWellAnyway(syntax, text).map((span) => ({ kind: 'trap', span, by: step.by, more: '' })) : [];

/** `set +e`, a step that nobody looks at, `set -e`. */
function unset(steps: readonly Step[], text: string): readonly Lost[] {
  const off = /(?:^|\n)[ \t]*set[ \t]+\+[a-df-z]*e[^\n]*\n/g;
  return Array.from(text.matchAll(off)).flatMap(({ 0: line, index }): readonly Lost[] => {
    const start = index + line.length;
    const on = /(?:^|\n)[ \t]*set[ \t]+-\w*e/.exec(text.slice(start));
    const end = on ? start + on.index : text.length;
    const isUsual = on !== null || /^#!.*\s-\w*e|(?:^|\n)[ \t]*set[ \t]+-\w*e/.test(text.slice(0, index));
    if (!isUsual || /\$\?|PIPESTATUS/.test(text.slice(start, end + 120))) return [];
    return steps.flatMap(({ command, by, onError }) =>
      command.start >= start && command.end <= end && onError === 'goes-on' && !/^[^\n]*(\|\||&&)/.test(text.slice(command.end))
        ? [{ kind: 'unset' as const, span: command, by, more: '' }]
        : [],
    );
  });
}

/** Other hosts have a shell of their own. */
const matters = (step: Step): boolean =>
  (isWeighty(step) || (step.kind === 'network.fetch' && /^(curl|wget|git)/.test(step.by))) &&
  step.host === undefined &&
  step.container === undefined;

/** `status=$?` behind it, or a question about `$?`. */
const asksForStatus = /^[;\s]{0,20}(\w+=|if\b[^\n]{0,20}|\[[^\n]{0,10})"?\$\?/;

const startOf = ({ words, span }: ShellCommand): number => words[0]?.span.start ?? span.start;

function pipes(commands: readonly ShellCommand[], steps: readonly Step[], stops: boolean, text: string): readonly Lost[] {
  if (/pipefail|PIPESTATUS/.test(text)) return [];
  const weighty = groupBy(steps.filter(isWeighty), ({ command }) => command.start);
  return commands.flatMap((command): Lost[] => {
    const { pipeline } = command;
    const last = pipeline.at(-1);
    if (pipeline.length < 2 || !last || last === command || !passesOn.test(last.name ?? '')) return [];
    const [step] = weighty.get(startOf(command)) ?? [];
    if (!step) return [];
    const after = text.slice(last.span.end, last.span.end + 80);
    const isLookedAt = stops || last.onFailure !== undefined || /^[^\n]*(\|\||&&)/.test(after) || asksForStatus.test(after);
    return isLookedAt ? [{ kind: 'pipe', span: step.command, by: step.by, more: last.name ?? '' }] : [];
  });
}

function declared(commands: readonly ShellCommand[], steps: readonly Step[], text: string): readonly Lost[] {
  const ordered = [...steps].sort((a, b) => a.command.start - b.command.start);
  return commands.flatMap(({ name = '', words, span }): Lost[] => {
    if (!/^(local|declare|export|readonly|typeset)$/.test(name)) return [];
    const assigned = words.slice(1).filter(({ text }) => /^\w+="?(\$\(|`)/.test(text));
    const whole = { start: words[0]?.span.start ?? span.start, end: words.at(-1)?.span.end ?? span.end };
    const step = assigned.length > 0 ? ordered[countBefore(ordered, whole.start + 1, ({ command }) => command.start)] : undefined;
    return step && contains(whole, step.command)
      ? [{ kind: 'declared', span: whole, by: step.by, more: name, ...declaredFirst(name, words, text) }]
      : [];
  });
}

/** `local file` on a line of its own. What is read-only must have its value at once. */
function declaredFirst(declaration: string, [first, word, ...more]: ShellCommand['words'], text: string): Pick<Lost, 'edit'> {
  const indent = first && indentAt(text, first.span.start);
  const name = /^(\w+)=/.exec(word?.text ?? '')?.[1];
  if (!word || indent === undefined || name === undefined || more.length > 0 || declaration === 'readonly') return {};
  return { edit: { span: { start: word.span.start, end: word.span.start }, text: `${name}\n${indent}` } };
}

/** What stands before a command that its line begins with. */
function indentAt(text: string, at: number): string | undefined {
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

/** `tar … && echo done` as a statement of its own, with something behind it. */
function lists(steps: readonly Step[], text: string): readonly Lost[] {
  return steps.flatMap(({ command, by, onError, condition, kind }): Lost[] => {
    if (onError !== 'goes-on' || condition >= 0 || kind === 'network.fetch') return [];
    const behind = text.slice(command.end, command.end + 400);
    const [, rest = ''] = /^((?:\\\n|[^\n])*)/.exec(behind) ?? [];
    if (!/^(?:[^\n&|;>]|>&?|&>)*&&/.test(rest) || rest.includes('||') || /(&&|\\)\s*$/.test(rest)) return [];
    const next = behind.slice(rest.length).trimStart();
    return next === '' || /^(\}|fi\b|done\b|;;|else\b|elif\b|exit\b|#)/.test(next)
      ? []
      : [{ kind: 'list', span: command, by, more: '', ...onTwoLines(command, rest, text) }];
  });
}

function onTwoLines({ start, end }: Span, rest: string, text: string): Pick<Lost, 'edit'> {
  const indent = indentAt(text, start);
  const parts = rest.split('&&');
  if (indent === undefined || parts.length !== 2) return {};
  const [before = '', after = ''] = parts;
  const from = end + before.trimEnd().length;
  return { edit: { span: { start: from, end: end + rest.length - after.trimStart().length }, text: `\n${indent}` } };
}

/** `RESULT=$?` behind a step, asked about later, and `exit 0` as the last line. */
function zero(steps: readonly Step[], text: string): readonly Lost[] {
  const end = /(?:^|\n)[ \t]*(exit\s+0)\s*$/.exec(text);
  if (!end) return [];
  return steps.flatMap(({ command, by }): Lost[] => {
    const name = /^[^\n]*\n[ \t]*([A-Za-z_]\w*)=\$\?/.exec(text.slice(command.end, command.end + 300))?.[1];
    if (name === undefined) return [];
    const rest = text.slice(command.end);
    return isAsked(name, rest) && !isUsed(name, rest) ? [{ kind: 'zero', span: command, by, more: name }] : [];
  });
}

function withPipefail(script: Subject<'shell'>): Fix | undefined {
  if (!/^#!.*\bbash\b/.test(script.text)) return undefined;
  const edit = settingAtHead(script, 'set -o pipefail');
  return edit && { title: 'Let pipelines fail with any of their commands (pipefail)', edits: [edit], applies: 'after-review' };
}
