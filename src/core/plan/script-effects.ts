import type { ScriptEffects } from '../effects/effect';
import { effectsOf } from '../effects/interpret';
import { plainText } from '../parse/mapped-text';
import { fileFact } from '../subject/fact';

/** What a script does, as far as it alone tells. */
export const scriptEffects = fileFact('shell', ({ syntax, text }): ScriptEffects => effectsOf(syntax, plainText(text)));
