import { sideEffectUndos } from '../facts/side-effects/side-effects';
import { waysBack } from '../facts/side-effects/ways-back';
import type { NotUnderstood, Plan, PlanEffect, PlanPhase } from '../plan/plan';
import { effectKey, effectKeys } from '../plan/news';
import { undoOf } from '../plan/undo';
import { wholePlan } from '../plan/unpacked';
import { rangeOf, type Range } from '../text/lines';
import { memoWith } from '../text/memo';
import { redactedWindow } from '../text/redact';
import type { Place, Span } from '../text/span';
import type { ParsedFile } from '../subject/parse-file';
import type { UpgradePackage } from '../subject/subject';
import type { ParsedFiles } from './cache';
import { versionOf } from './identity';
import { gate, linesOf, maskedAt, secretsOf } from './shown-text';

/** Effects of a plan that are told one by one: nobody reads further, and each takes the host time. */
export const mostEffects = 3000;

/** Of one script: those that come behind it are told as well. */
const mostOfPhase = 1000;

/** Scripts that start something. */
const mostPhases = 500;

/** Commands that nobody understands. */
const mostUnknown = 500;

/** Characters of a target, and of a question: of what is longer, people see the beginning. */
const longest = 300;
const longestQuestion = 100;

export interface ShownPlace {
  readonly path: string;
  readonly range: Range;
}

/** An effect as people and pipelines see it: plain data, places as ranges, secrets hidden. */
export interface ShownEffect
  extends ShownPlace, Pick<PlanEffect, 'kind' | 'target' | 'by' | 'when' | 'as' | 'host' | 'container' | 'onError' | 'from' | 'why'> {
  /** The whole command. */
  readonly command: Range;
  /** The innermost question that decides. `isNo`: the answer has to be no. */
  readonly condition?: ShownPlace & { readonly text: string; readonly isNo?: true };
  /** What takes it back; `null`: nothing in the package; absent: it leaves nothing behind. */
  readonly undo?: ShownPlace | null;
  /** The way back of the package, which lies beside its script, leaves it. */
  readonly isLeft?: true;
  /** Only if there is a package that came before: it did not do it. */
  readonly isNew?: boolean;
}

export interface ShownPhase extends Pick<PlanPhase, 'name' | 'entry'> {
  readonly effects: readonly ShownEffect[];
  /** Effects that are not listed because there are too many. */
  readonly more?: number;
}

export interface ShownPlan {
  readonly understood: Plan['understood'];
  readonly phases: readonly ShownPhase[];
  readonly unknown: readonly (ShownPlace & Pick<NotUnderstood, 'what' | 'isCut'>)[];
  /** What is not listed because it is too much; absent if everything is. */
  readonly more?: { readonly phases: number; readonly effects: number; readonly unknown: number };
}

/** The phases of the upgrade itself: neither the way back, nor what runs later, nor tools that somebody may start. */
export function upgradePhases({ phases }: ShownPlan): readonly ShownPhase[] {
  const own = phases.filter(({ name }) => name === 'check' || name === 'install' || name === 'migrate' || name === 'post');
  return own.some(({ effects }) => effects.length > 0) ? own : phases.filter(({ name }) => name === 'other');
}

/** What a package would do to its hosts; beside the one that came before, what that did not do. */
export function planOf(own: UpgradePackage, older: UpgradePackage | undefined, files: ParsedFiles): ShownPlan {
  const known = older && effectKeys(wholePlan(older), versionOf(older));
  return shownPlan(wholePlan(own), files, versionOf(own), known, sideEffectUndos(own), waysBack(own).open);
}

/** The same object for the same plan. `files` and `version`: of its package; `known`: what the one that came before does, by `effectKeys`; `outside`: what takes back what lies outside of the hosts; `left`: what the way back leaves. */
const shownPlan = memoWith(
  (
    plan: Plan,
    files: ParsedFiles,
    version: string | undefined,
    known: ReadonlySet<string> | undefined,
    outside: ReadonlyMap<PlanEffect, Place>,
    left: readonly PlanEffect[],
  ): ShownPlan => {
    const shown = teller(files);
    const phases: ShownPhase[] = [];
    let room = mostEffects;
    const undoIn = undoOf(plan.phases);
    const isLeft = new Set(left);
    for (const phase of plan.phases.slice(0, mostPhases)) {
      const { name, entry, effects } = phase;
      const undo = room > 0 ? undoIn(phase) : [];
      const told = effects.slice(0, Math.min(room, mostOfPhase));
      room -= told.length;
      phases.push({
        name,
        entry,
        effects: told.map((effect, at) => ({
          ...shown.effect(effect, undo[at] ?? outside.get(effect) ?? undo[at]),
          ...(isLeft.has(effect) && { isLeft: true as const }),
          ...(known && { isNew: !known.has(effectKey(effect, version)) }),
        })),
        ...(told.length < effects.length && { more: effects.length - told.length }),
      });
    }
    const all = plan.phases.reduce((sum, { effects }) => sum + effects.length, 0);
    const more = {
      phases: plan.phases.length - phases.length,
      effects: all - (mostEffects - room),
      unknown: Math.max(0, plan.unknown.length - mostUnknown),
    };
    return {
      understood: plan.understood,
      phases,
      unknown: plan.unknown.slice(0, mostUnknown).map((each) => ({
        ...shown.place(each),
        what: shown.text(each, each.what),
        ...(each.isCut && { isCut: each.isCut }),
      })),
      ...(Object.values(more).some((count) => count > 0) && { more }),
    };
  },
);

/** Puts places and texts of a plan into words that may be shown. */
function teller(files: ParsedFiles) {
  const fileOf = (path: string): ParsedFile | undefined => {
    const file = files.get(path);
    return file && 'subjects' in file ? file : undefined;
  };
  const place = ({ path, span }: Place): ShownPlace => ({ path, range: rangeIn(fileOf(path), span) });
  const text = (at: Place, said: string): string => shownText(fileOf(at.path), at.span, said);
  const effect = (of: PlanEffect, undo: Place | null | undefined): ShownEffect => ({
    ...shownEffect(of, fileOf(of.path), of.condition && fileOf(of.condition.path)),
    ...(undo !== undefined && { undo: undo && place(undo) }),
  });
  return { place, text, effect };
}

const rangeIn = (file: ParsedFile | undefined, span: Span): Range =>
  rangeOf(file ? linesOf(file) : [0], file ? span : { start: 0, end: 0 });

/** `at`: the command that it was worked out from. */
function shownText(file: ParsedFile | undefined, at: Span, said: string, most = longest): string {
  const plain = said
    .slice(0, 2 * most)
    .replace(/\s+/g, ' ')
    .trim();
  const masked = file ? gate([file])(maskedAt(file, at, plain)) : plain;
  return masked.length > most ? `${masked.slice(0, most)}…` : masked;
}

function shownQuestion(file: ParsedFile | undefined, span: Span): string | undefined {
  const end = Math.min(span.end, span.start + 2 * longestQuestion);
  return file && shownText(file, span, redactedWindow(file.text, secretsOf(file), { start: span.start, end }), longestQuestion);
}

/** Effects stay the same objects when other files are edited. `file` and `asked`: those of the effect and of its question. */
const shownEffect = memoWith(
  ({ path, span, condition, ...rest }: PlanEffect, file: ParsedFile | undefined, asked: ParsedFile | undefined): ShownEffect => {
    const at = { start: Math.min(span.start, rest.command.start), end: Math.max(span.end, rest.command.end) };
    const question = condition && shownQuestion(asked, condition.span);
    const optional = (key: 'as' | 'host' | 'container' | 'from' | 'why') => {
      const said = rest[key];
      return said === undefined ? {} : { [key]: shownText(file, at, said) };
    };
    return {
      kind: rest.kind,
      target: shownText(file, at, rest.target),
      path,
      range: rangeIn(file, span),
      command: rangeIn(file, rest.command),
      by: shownText(file, at, rest.by),
      when: rest.when,
      ...(condition &&
        question && {
          condition: {
            path: condition.path,
            range: rangeIn(asked, condition.span),
            text: question,
            ...(condition.isNo && { isNo: true as const }),
          },
        }),
      ...optional('as'),
      ...optional('host'),
      ...optional('container'),
      onError: rest.onError,
      ...optional('from'),
      ...optional('why'),
    };
  },
);
