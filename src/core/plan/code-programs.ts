import { codeEffects } from '../effects/code-effects';
import type { ScriptEffects } from '../effects/effect';
import { fileFact } from '../subject/fact';
import type { Subject } from '../subject/subject';
import { memo } from '../text/memo';
import { canBeEntry, isMaintainerScript, phaseOf } from './entries';
import type { Program } from './program';

const effectsOfCode = fileFact('code', ({ syntax }): ScriptEffects => codeEffects(syntax));

/** Programs in other languages than the shell's: their literals tell something, and the rest nobody knows. */
export const codeProgram = memo((subject: Subject<'code'>): Program => ({ path: subject.path, effects: effectsOfCode(subject) }));

/** Somebody starts it because of the upgrade: it names its interpreter, as modules do not, and is called as steps are. */
export const isStarted = ({ path, text }: Subject<'code'>): boolean =>
  isMaintainerScript(path) || (text.startsWith('#!') && canBeEntry(path) && phaseOf(path) !== 'other');
