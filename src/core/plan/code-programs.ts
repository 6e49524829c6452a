import { codeEffects } from '../effects/code-effects';
import type { ScriptEffects } from '../effects/effect';
import { fileFact } from '../subject/fact';
import type { Subject } from '../subject/subject';
import { memo } from '../text/memo';
import type { Program } from './program';

const effectsOfCode = fileFact('code', ({ syntax }): ScriptEffects => codeEffects(syntax));

/** Programs in other languages than the shell's: their literals tell something, and the rest nobody knows. */
export const codeProgram = memo((subject: Subject<'code'>): Program => ({ path: subject.path, effects: effectsOfCode(subject) }));
