import { handedToShell } from '../../effects/effect';
import { planned } from '../../plan/planned';
import { fact } from '../../subject/fact';
import type { Place } from '../../text/span';
import { decoder } from './carried';
import { upgradeEffects, writtenAs } from './upgrade-effects';

/** Commands of the upgrade that give a shell what nobody sees before: what a pipe makes, or what is unpacked out of letters. */
export const unseenCommands = fact(planned, (reviewed): readonly Place[] =>
  upgradeEffects(reviewed).flatMap(({ effect, isSure }) => {
    const { kind, why, when, path, command } = effect;
    if (!isSure || kind !== 'unknown' || when === 'on-failure') return [];
    return why === handedToShell || decoder.test(writtenAs(effect, reviewed)) ? [{ path, span: command }] : [];
  }),
);
