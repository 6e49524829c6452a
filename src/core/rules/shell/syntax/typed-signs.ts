import type { ShellScript, ShellWord } from '../../../parse/shell-script';
import { unseenIn } from '../../../text/visible';
import type { Span } from '../../../text/span';

/** A sign that a text processor or a page put in, and that the shell takes for a letter. */
export interface TypedSign {
  readonly span: Span;
  readonly word: string;
  readonly what: string;
}

const signs: readonly (readonly [what: string, isIn: (text: string) => boolean])[] = [
  ['a no-break space', (text) => /[\u00A0\u202F\u2007]/.test(text)],
  ['a sign without width', (text) => unseenIn(text).length > 0],
  ['a typographic quotation mark', (text) => /^[\u2018\u2019\u201A\u201C\u201D\u201E]|[\u201C\u201D]$/.test(text)],
  ['a dash that begins no option', (text) => /^[\u2013\u2014\u2212]{1,2}[A-Za-z]/.test(text)],
];

/** What is shown to people may be typeset. */
const shows =
  /^(?:echo|printf|e?logger|log\w*|print\w*|msg\w*|info\w*|warn\w*|err\w*|die|fail\w*|abort|usage|say|wall|whiptail|dialog|zenity|notify-send|mail|sed|grep|awk|tr|read|git)$/i;

/** Where words hold one outside of quotes: `rm -rf “/opt/x”`, `tar –xzf x.tgz`, a name with a no-break space. The functions of a script may show what they are given. */
export function typedSigns({ commands, functions }: Pick<ShellScript, 'commands' | 'functions'>): readonly TypedSign[] {
  const own = new Set(functions.map(({ name }) => name));
  return commands.flatMap(({ name, words }) => {
    if (name !== undefined && (own.has(name) || shows.test(name))) return [];
    const found = words.map(signIn).find((sign) => sign !== undefined);
    return found ? [found] : [];
  });
}

function signIn({ text, span }: ShellWord): TypedSign | undefined {
  if (/^[\x20-\x7e]*$/.test(text) || /["'`$\\#\r\n]/.test(text)) return undefined;
  const [what] = signs.find(([, isIn]) => isIn(text)) ?? [];
  return what === undefined ? undefined : { span, word: text, what };
}
