import { codeEffects } from '../effects/code-effects';
import type { ScriptEffects } from '../effects/effect';
import { fileFact } from '../subject/fact';
import type { Subject } from '../subject/subject';
import { memo } from '../text/memo';
import { folderOf } from '../text/path';
import { canBeEntry, isMaintainerScript, phaseOf } from './entries';
import type { Program } from './program';
import { stepsFolder } from './upgrade-way';

const effectsOfCode = fileFact('code', ({ syntax }): ScriptEffects => codeEffects(syntax));

/** Programs in other languages than the shell's: their literals tell something, and the rest nobody knows. */
export const codeProgram = memo((subject: Subject<'code'>): Program => ({ path: subject.path, effects: effectsOfCode(subject) }));

/** Somebody starts it because of the upgrade: it is called as steps are, and is a program: modules are called so as well. */
export const isStarted = (subject: Subject<'code'>): boolean =>
  isMaintainerScript(subject.path) || (isProgram(subject) && canBeEntry(subject.path) && phaseOf(subject.path) !== 'other');

/** It is a script of Windows, names its interpreter, asks whether it was started, or lies where vendors put the steps of an upgrade. */
const isProgram = ({ path, text, syntax }: Subject<'code'>): boolean =>
  syntax.windows !== undefined || text.startsWith('#!') || /^if __name__ == /m.test(text) || stepsFolder.test(folderOf(path));
