import { headLength } from '../../package/classify';
import { interpreterOf } from '../../package/shebang';
import { isForWindows } from '../../package/for-windows';
import { isTestMaterial } from '../../package/test-material';
import { defineRule } from '../rule';
import { typedSigns } from './syntax/typed-signs';
import type { Subject } from '../../subject/subject';

export const shellSyntax = defineRule({
  id: 'shell/syntax',
  target: 'shell',
  severity: 'error',
  confidence: 'certain',
  hazards: ['half-done'],
  fixable: false,
  summary: 'A shell script that the shell cannot read',
  rationale: `The shell reads a script as it runs it. A script with a syntax error does its work up to the error and stops there, with the host half upgraded.

Only files that sh, dash or bash would run are reported: by their first line, or by their name if that says nothing. What stands after a final \`exit\`,
such as the payload of a self-extracting installer, is never read by the shell and not reported either; nor are tests, templates and scripts of U-Boot. One error per file: what follows it is guesswork.

A script that came through a text processor or a page may hold signs that look like those of the shell and are letters to it: typographic quotation marks, a dash
before an option, a no-break space, a sign without width. The first such word of a script is told, outside of quotes and of what is shown to people.`,
  references: [
    'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html',
    'https://www.gnu.org/software/bash/manual/bash.html',
  ],
  messages: {
    typed: ({ what, word, more }: { what: string; word: string; more: number }) =>
      `${word} has ${what}, which the shell takes for a letter: this is another word than it seems${more > 0 ? `, and so ${more === 1 ? 'is 1 more' : `are ${more} more`}` : ''}.`,
    unreadable: ({ detail }: { detail: string }) => `The shell stops with a syntax error here, when what comes before has run: ${detail}.`,
    carriageReturns: () =>
      'The lines end in CR LF, and the shell takes the CR as a part of words such as "then": it stops with a syntax error here, when what comes before has run.',
  },
  check(script, context) {
    const [fault] = script.syntax.faults;
    const [sign, ...more] = isTestMaterial(script.path) || isTemplate(script) || !isForUs(script) ? [] : typedSigns(script.syntax);
    if (sign) context.report(sign.span, 'typed', { data: { what: sign.what, word: sign.word, more: more.length }, confidence: 'likely' });
    if (
      !fault ||
      isTestMaterial(script.path) ||
      isTemplate(script) ||
      isForBootLoader(script.text) ||
      !isForUs(script) ||
      isAfterExit(script, fault.span.start) ||
      isAfterExec(script.text.slice(0, fault.span.start))
    )
      return;
    // To sh, `[[` is a command like others, which may or may not be there.
    if (fault.detail.includes("'[['") && interpreterOf(script.text.slice(0, headLength)) !== 'bash') return;
    if (script.text.includes('\r\n'))
      context.report(fault.span, 'carriageReturns', { data: undefined, ...(isForWindows(script.path) && { confidence: 'possible' }) });
    else context.report(fault.span, 'unreadable', { data: { detail: fault.detail.replace(/\.$/, '') } });
  },
});

/** `configure` or a tool of its kind writes the script from this one. */
const isTemplate = ({ path, text }: Subject<'shell'>): boolean =>
  /\.(in|tpl|tmpl|template|j2|erb)$/i.test(path) ||
  /\{%[ -]|\{\{[ #/]?[\w.]+ ?\}\}|\{\{-? ?[\w.]+(?:\[[^\]\n]{1,60}\]){0,4} ?[(|]|<%[=-]|(^|[^\w@.])@[A-Za-z_]\w{0,60}@/.test(text);

/** U-Boot has a shell of its own, with commands that no system has. */
const isForBootLoader = (text: string): boolean =>
  /^[ \t]*(?:(?:env )?saveenv|boot[imz] \$|setenv \w+ )/m.test(text) && !text.startsWith('#!');

/** Other shells and other languages have their own grammar; a name like `postinst` or `x.sh` promises nothing, and a remark of SQL much. */
function isForUs({ path, text }: Subject<'shell'>): boolean {
  const interpreter = interpreterOf(text.slice(0, headLength));
  return interpreter === undefined ? /\.(sh|bash)$/i.test(path) && !/^#!|^\s*--\s/.test(text) : /^(sh|bash|dash)$/.test(interpreter);
}

/** `":"; exec clojure "$0" "$@"`: another program reads the file from its beginning, and the shell no more of it. */
const isAfterExec = (before: string): boolean =>
  /^(?:["']?:["']?;[ \t]*)?(?:eval[ \t]+)?["']?exec["']?[ \t]+[^\n]{1,200}"?\$0"?/m.test(before);

/** An `exit` at the start of a line and outside of functions ends the script wherever it stands. */
const isAfterExit = ({ text, syntax }: Subject<'shell'>, at: number): boolean =>
  syntax.commands.some(
    ({ name, inFunction, span }) =>
      name === 'exit' && inFunction === undefined && span.end < at && (span.start === 0 || text[span.start - 1] === '\n'),
  );
