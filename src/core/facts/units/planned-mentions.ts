import type { PlanEffect } from '../../plan/plan';
import { fact } from '../../subject/fact';
import { contains } from '../../text/span';
import { groupBy } from '../../text/groups';
import { baseName } from '../../text/path';
import { isAskedAbout } from '../scripts/asked-about';
import { otherHostOf } from '../scripts/other-hosts';
import { allUpgradeEffects, programTexts, scriptTexts } from '../scripts/upgrade-effects';
import { unitMentions, type UnitMention } from './mentions';
import { isOfHost, unitOfEffect } from './unit-effects';
import { stemOf } from './unit-name';
import { planned } from '../../plan/planned';

const wishes: ReadonlyMap<string, UnitMention['wish']> = new Map([
  ['unit.start', 'use'],
  ['unit.restart', 'use'],
  ['unit.reload', 'use'],
  ['unit.enable', 'use'],
  ['unit.stop', 'remove'],
  ['unit.disable', 'remove'],
  // `systemctl kill`; other programs name processes.
  ['process.kill', 'remove'],
  // systemctl masks what is not there.
  ['unit.mask', 'hint'],
]);

/**
 * Every mention: those of commands and units as they are written, and those that only the plan knows: in commands inside commands
 * (`su -c`, `eval`, `xargs`, here-documents to a shell), by arguments of functions, in what units and jobs run.
 */
export const allUnitMentions = fact(planned, (reviewed): readonly UnitMention[] => {
  const written = unitMentions(reviewed);
  const known = groupBy(written, ({ path, name }) => `${path}\n${name}`);
  const texts = new Map([
    ...scriptTexts(reviewed),
    ...programTexts(reviewed),
    ...[...reviewed.subjects.unit, ...reviewed.subjects.task].map(({ path, text }) => [path, text] as const),
  ]);
  const planned = allUpgradeEffects(reviewed).flatMap(({ effect, isSure }) => {
    const wish = wishes.get(effect.kind);
    const name = wish && isOnHosts(effect) && !isOfOthers.test(effect.by) ? unitOfEffect(effect) : undefined;
    if (!wish || name === undefined || effect.target.includes('/') || isHarmless(effect)) return [];
    const isTold = known.get(`${effect.path}\n${name}`)?.some(({ used }) => contains(effect.command, used) || contains(used, effect.span));
    return isTold ? [] : [mentionOf(effect, name, wish, isSure, texts)];
  });
  return [...written, ...planned];
});

function mentionOf(
  effect: PlanEffect,
  name: string,
  wish: UnitMention['wish'],
  isSure: boolean,
  texts: ReadonlyMap<string, string>,
): UnitMention {
  const { path, span, by, onError, isMuted } = effect;
  const host = otherHostOf(effect);
  const text = texts.get(path) ?? '';
  const found = text.slice(span.start, span.end);
  const isPlain = found === name || found === stemOf(name) || found === baseName(effect.target);
  const isTaken =
    onError === 'ignored' || (onError === 'goes-on' && takesFailure.test(text.slice(effect.command.end, effect.command.end + 80)));
  return {
    name,
    path,
    span,
    used: span,
    written: isPlain ? found : undefined,
    wish,
    by,
    ...(host !== undefined && { host }),
    script: {
      // Of a name that is put together nobody can say whether the unit was asked for; one that a function is given is asked for by the same word.
      isGuarded:
        !(isPlain || isHandedOver(found, by)) || isTaken || effect.when === 'on-failure' || isAskedAbout(effect, texts, stemOf(name)),
      stopsOnError: onError === 'stops',
      isComposed: !isPlain,
      isGuess: !isSure || (effect.isCode === true && effect.when !== 'always') || (isMuted === true && onError !== 'stops'),
      isOnlyIfThere: false,
      systems: [],
    },
  };
}

/** `"$1"`, or the program of a command whose words a function was given: whoever calls it says the whole name. */
const isHandedOver = (written: string, by: string): boolean => /^"?\$(?:\d|\{\d\})"?$/.test(written) || written === by.split(' ')[0];

/** On a host whose name is said: what runs in a container is nobody's unit here. */
const isOnHosts = (effect: PlanEffect): boolean => isOfHost(effect) || (otherHostOf(effect) ?? '*') !== '*';

/** A redirection, and managers of services that are no units of systemd. */
const isOfOthers = /^(?:>|(?:snap|supervisorctl|sv|svc)\b)/;

/** Links that are not there are taken away all the same. */
const isHarmless = ({ kind, by }: PlanEffect): boolean => kind === 'unit.disable' && /^(update-rc\.d|chkconfig|rc-update)/.test(by);

/** What stands behind a command, or behind the string that it is in. */
const takesFailure = /^["']?[ \t]{0,8}(?:[\d&]?>[^|\n;]{0,60})?\|\|/;
