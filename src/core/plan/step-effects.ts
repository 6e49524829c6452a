import type { OnError, Step } from '../effects/effect';
import { oneValue, type Variables } from '../effects/values';
import { hasHole, holesIn, type Template } from '../parse/shell-template';
import { baseName } from '../text/path';
import { isMaintainerScript } from './entries';
import { filled, likeliest, shown, single } from './filled';
import type { Frame } from './frame';
import { kindAt } from './places';
import type { PlanEffect } from './plan';
import type { Program } from './program';
import { worst } from './questions';
import { sameEffect } from './same-effect';
import { scope } from './scope';

/** `of`: the step that the plan has it from, where `step` was only made of its words. */
export function effectsOfStep(step: Step, frame: Frame, of: Step = step, at?: Frame['calledAt']): readonly PlanEffect[] {
  return oneByOne(step, frame.variables).flatMap((variables) =>
    effectsWith(step, frame, variables).map((effect) => sameEffect(of, at ? placedAt(effect, at) : effect)),
  );
}

/** Where its words were handed over: those of a function may stand in another file. */
const placedAt = ({ mode, content, ...effect }: PlanEffect, at: NonNullable<Frame['calledAt']>): PlanEffect => ({
  ...effect,
  ...at,
  ...(mode && { mode: { ...mode, span: at.span } }),
  ...(content && { content: at.command }),
});

/** What is copied from one of several names goes to the same one: `for p in a b; do cp "$p" "/opt/$p"`. */
function oneByOne({ target, from }: Step, variables: Variables): readonly Variables[] {
  if (from === undefined || !hasHole(from)) return [variables];
  const own = new Set(holesIn(from));
  const shared = holesIn(target).find((name) => own.has(name) && (variables.get(name)?.values.length ?? 0) > 1);
  const known = shared === undefined ? undefined : variables.get(shared);
  if (shared === undefined || !known?.isEach) return [variables];
  return known.values.map((value) => scope(new Map([[shared, oneValue(value)]]), variables));
}

function effectsWith(step: Step, frame: Frame, variables: Variables): readonly PlanEffect[] {
  const { program } = frame;
  const { values, isEach } = likeliest(filled(step.target, variables));
  const from = step.from === undefined ? undefined : shown(single(step.from, variables));
  const isOneOf = step.isOneOf === true || (values.length > 1 && !isEach);
  const { as, host, container } = whereOf(step, frame, variables);
  return values.map((value) => {
    const target = inRoot(step.isInto && from !== undefined ? `${shown(value)}/${baseName(from)}` : shown(value), step, frame);
    return {
      kind: kindOf(step, target),
      target,
      path: program.path,
      span: step.span,
      command: step.command,
      by: shown(step.by),
      options: step.options,
      when: isOneOf ? worst(frame.when, 'conditional') : frame.when,
      ...(frame.condition && { condition: frame.condition }),
      asked: frame.asked,
      ...(as !== undefined && { as }),
      ...(host !== undefined && { host }),
      ...(container !== undefined && { container }),
      onError: outcomeOf(step, frame),
      ...(from !== undefined && { from }),
      ...(step.content && { content: step.content }),
      ...(step.mode && { mode: { value: shown(single(step.mode.value, variables)), span: step.mode.span } }),
      ...(step.why !== undefined && { why: step.why }),
      ...((step.isAtEnd ?? frame.isAtEnd) && { isAtEnd: true as const }),
      ...(step.isMuted && { isMuted: true as const }),
      ...(step.entered && { entered: step.entered }),
      ...(step.isFound && { isFound: true as const }),
      ...(step.erases && { erases: true as const }),
      ...(step.isCode && { isCode: true as const }),
    };
  });
}

/** Who deletes at `/users` makes no account. */
function kindOf({ kind, options }: Step, target: string): PlanEffect['kind'] {
  const at = kindAt(kind as PlanEffect['kind'], target);
  return at === 'credential.create' && options.some((option) => /^(?:X|request|method)=delete$/i.test(option)) ? 'network.send' : at;
}

/** Whom a step runs as, and where: as it says itself, or as what is around it. */
export function whereOf(step: Step, { as, host, container }: Frame, variables: Variables): Pick<Frame, 'as' | 'host' | 'container'> {
  const said = (template: Template | undefined, around: string | undefined): string | undefined =>
    template === undefined ? around : shown(single(template, variables));
  return { as: said(step.as, as), host: said(step.host, host), container: said(step.container, container) };
}

/** Maintainer scripts run in the root (dpkg(1)): that is where a path without a folder lies. */
function inRoot(target: string, { kind }: Step, { within }: Frame): string {
  const isOpen = /^(file|dir|archive)\./.test(kind) && /^[\w.]/.test(target) && !target.includes('://');
  return isOpen && isMaintainerScript((within[0] as Program).path) ? `/${target}` : target;
}

function outcomeOf({ onError }: Step, { stopsOnError, shell }: Frame): OnError {
  if (onError === 'inherit') return stopsOnError || shell.isStrict ? 'stops' : 'goes-on';
  return onError === 'goes-on' && shell.isStrict ? 'stops' : onError;
}
